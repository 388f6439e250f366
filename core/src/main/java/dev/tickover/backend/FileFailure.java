package dev.tickover.backend;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The words for failures of files. */
public final class FileFailure {

    private FileFailure() {}

    /**
     * Says which file it is about, and what is wrong.
     *
     * @param failed the failure
     * @return one line
     */
    public static String text(IOException failed) {
        if (!(failed instanceof FileSystemException file)) {
            return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        }
        if (failed instanceof AccessDeniedException) {
            return "no permission: " + file.getFile();
        }
        return file.getFile() + ": " + reason(file);
    }

    /** Also names the file that was to be changed, where the failure names none, or one of the folders above it. */
    static String text(IOException failed, Path wanted) {
        boolean isNamed = failed instanceof FileSystemException file
                && file.getFile() != null
                && Path.of(file.getFile()).startsWith(wanted.getParent());
        return isNamed ? text(failed) : wanted + ": " + text(failed);
    }

    private static String reason(FileSystemException failed) {
        if (failed.getReason() != null) {
            return failed.getReason();
        }
        if (failed instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failed instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        return failed instanceof DirectoryNotEmptyException
                ? "a folder that is not empty is in the way"
                : "cannot be written or deleted";
    }
}
