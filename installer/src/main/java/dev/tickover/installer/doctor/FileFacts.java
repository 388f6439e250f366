package dev.tickover.installer.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Is the door to what the file system tells of files, beside their content. */
public interface FileFacts {

    /** The facts of this machine. */
    FileFacts SYSTEM = new FileFacts() {};

    /**
     * Reads how much room this user has left.
     *
     * @param path a file or folder
     * @return the room in bytes; empty if that cannot be told
     */
    default Optional<Long> room(Path path) {
        try {
            return Optional.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Reads how long a file is.
     *
     * @param path a file
     * @return the length in bytes; 0 if that cannot be told
     */
    default long length(Path path) {
        try {
            return Files.size(path);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /**
     * Tells whether this user may write.
     *
     * @param path a file or folder that exists
     * @return true if so
     */
    default boolean isWritable(Path path) {
        return Files.isWritable(path);
    }

    /**
     * Tells whether this user may run a program.
     *
     * @param path its path
     * @return true if it is there and may be run
     */
    default boolean isProgram(Path path) {
        return Files.isExecutable(path) && !Files.isDirectory(path);
    }

    /**
     * Reads whose a file is.
     *
     * @param path a file, folder or link
     * @return the owner's number; empty where the system has none
     */
    default Optional<Long> owner(Path path) {
        try {
            return Optional.of(((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue());
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether others than the owner have any right to a file.
     *
     * @param path the file or folder
     * @return true if so; false where the system has no such rights
     */
    default boolean isOpenToOthers(Path path) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            return rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
