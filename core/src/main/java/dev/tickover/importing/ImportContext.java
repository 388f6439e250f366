package dev.tickover.importing;

import dev.tickover.machine.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What an import knows beside its source.
 *
 * @param environment the machine, whose home folder and variables stand for those that a source names
 * @param now the present, to find times that are over
 * @param files reads a further file, from its path and its name for messages
 */
public record ImportContext(Environment environment, Instant now, BiFunction<Path, String, Source> files) {

    /** Checks for null. */
    public ImportContext {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(files, "files");
    }
}
