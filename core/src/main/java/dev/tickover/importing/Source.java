package dev.tickover.importing;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file to import, as it was read.
 *
 * @param name its name as the user gave it, for messages
 * @param path where it is; empty for standard input
 * @param text its text, without a byte-order mark, lines ended by {@code \n}
 */
public record Source(String name, Optional<Path> path, String text) {

    /** The comment of the three backends, and the class that every entry calls. */
    private static final Pattern MADE_BY_TICKOVER =
            Pattern.compile("(?i:(?:^# |<!-- )made by tickover install\\b)|\\bdev\\.tickover\\.tick\\.");

    /** Checks for null. */
    public Source {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Returns a place in this source.
     *
     * @param line the line, from 1
     * @return the place
     */
    public Origin at(int line) {
        return new Origin(name, line);
    }

    /** {@return the name of the file alone, without its folders} */
    public String fileName() {
        return path.map(file -> file.getFileName().toString()).orElse("crontab");
    }

    /** {@return whether the text begins as XML does} */
    public boolean isXml() {
        return text.stripLeading().startsWith("<");
    }

    /**
     * Checks whether the file lies in a folder, or below it.
     *
     * @param folder the last names of the folder, for example {@code systemd/system}
     * @return true if it does
     */
    public boolean isBelow(String folder) {
        String place = path.map(
                        file -> file.toAbsolutePath().normalize().toString().replace('\\', '/'))
                .orElse("");
        return place.contains("/" + folder + "/");
    }

    /** {@return whether Tickover made it: it has Tickover's comment, or calls the tick client} */
    public boolean isMadeByTickover() {
        return MADE_BY_TICKOVER.matcher(text).find();
    }
}
