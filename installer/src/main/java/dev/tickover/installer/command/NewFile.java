package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.machine.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file whole or not at all, and over another only if that is asked for. */
final class NewFile {

    private NewFile() {}

    static void write(Path file, String text, boolean force) throws IOException {
        if (Files.isDirectory(file) || file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new UserException(
                    ExitCode.FAILED,
                    Files.isDirectory(file) ? file + " is a folder" : "there is no folder " + file.getParent(),
                    "name a file in a folder that is there: --out tickover.toml");
        }
        if (!force && Files.exists(file)) {
            throw inTheWay(file);
        }
        // A temporary file of the JDK's would be the owner's alone; this one has the rights that any new file has.
        Path whole = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(whole, text, StandardOpenOption.CREATE_NEW);
            if (force) {
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                takePlace(whole, file);
            }
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** A link is refused where a file has come up since; a file system without links is trusted to have none. */
    private static void takePlace(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException there) {
            throw inTheWay(file);
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.move(whole, file);
        }
    }

    private static UserException inTheWay(Path file) {
        return new UserException(
                ExitCode.FAILED, file + " is there already", "name another, or replace it with --force");
    }
}
