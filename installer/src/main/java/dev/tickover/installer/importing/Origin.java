package dev.tickover.installer.importing;

/**
 * Is where something stood in a source.
 *
 * @param file the file's name, as the user gave it
 * @param line the line, from 1
 */
public record Origin(String file, int line) {

    /** Returns the form that editors and terminals make a link of. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
