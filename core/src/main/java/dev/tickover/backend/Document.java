package dev.tickover.backend;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Is one file that an OS scheduler reads.
 *
 * @param path where it goes, absolute
 * @param content its whole text
 * @param charset how it is encoded; a byte order mark, where the scheduler wants one, is part of the content
 */
public record Document(Path path, String content, Charset charset) {

    /** Checks for null. */
    public Document {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(charset, "charset");
    }
}
