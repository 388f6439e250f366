package dev.tickover.installer.importing;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a file to import, as it was read.
 *
 * @param name its name as the user gave it, for messages
 * @param path where it is; empty for standard input
 * @param text its text, without a byte-order mark, lines ended by {@code \n}
 */
public record Source(String name, Optional<Path> path, String text) {

    /** Checks for null. */
    public Source {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }

    Origin at(int line) {
        return new Origin(name, line);
    }

    /** Tells whether it lies where the jobs of the whole machine do, which run as root unless they say otherwise. */
    boolean isOfTheMachine() {
        String place = path.map(
                        file -> file.toAbsolutePath().normalize().toString().replace('\\', '/'))
                .orElse("");
        return place.contains("/systemd/system/") || place.contains("/LaunchDaemons/");
    }

    /** Returns the name of the file alone, without its folders. */
    String fileName() {
        return path.map(file -> file.getFileName().toString()).orElse("crontab");
    }
}
