package dev.tickover.importing;

/**
 * A place in a source.
 *
 * @param file the file's name, as the user gave it
 * @param line the line, from 1
 */
public record Origin(String file, int line) {

    /** Returns the form that editors and terminals turn into a link. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
