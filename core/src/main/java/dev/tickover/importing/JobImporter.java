package dev.tickover.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A reader of the jobs of one scheduler. It reads the source, and what lies beside it, and runs nothing. Implementations
 * have no state and are safe for use by many threads; {@link java.util.ServiceLoader} finds them.
 */
public interface JobImporter {

    /**
     * Returns the name that {@code import --format} takes.
     *
     * @return for example {@code systemd}
     */
    String format();

    /**
     * Checks whether a source has this format, by its content first and its name second.
     *
     * @param source the source
     * @return true if it has
     */
    boolean recognizes(Source source);

    /**
     * Checks whether Tickover made a source of this format. Such a source is not imported: its origin is a manifest.
     *
     * @param source the source
     * @return true if Tickover made it
     */
    default boolean isOwn(Source source) {
        return source.isMadeByTickover();
    }

    /**
     * Returns the file with which a source is read, if both are imported, such as the timer of a service.
     *
     * @param source the source, of any format
     * @return the file; empty if it is read alone
     */
    default Optional<Path> readWith(Source source) {
        return Optional.empty();
    }

    /**
     * Reads a source.
     *
     * @param source the source, which Tickover did not make
     * @param context the machine and the time of the import
     * @return one draft or more for each job, in the order of the source
     * @throws MalformedSourceException if the source does not have this format
     */
    List<Draft> read(Source source, ImportContext context);
}
