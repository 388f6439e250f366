package dev.tickover.machine;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Reads and replaces small files by the calls that cost a cold JVM least (java.io streams: tenths of a millisecond;
 * java.nio.file: milliseconds).
 */
public final class SmallFiles {

    private SmallFiles() {}

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @return its bytes
     * @throws IOException if it is missing or cannot be read
     */
    public static byte[] read(File file) throws IOException {
        try (FileInputStream in = new FileInputStream(file)) {
            return in.readAllBytes();
        }
    }

    /**
     * Writes a file in place, for what may be lost or torn by a crash: replacing it, or beginning it anew, has a file
     * system such as ext4 write it to the disk at once (its option auto_da_alloc), which costs more than all the rest.
     *
     * @param file the file; it is created if it is missing
     * @param content all it holds afterwards
     * @throws IOException if it cannot be written
     */
    public static void overwrite(File file, byte[] content) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
            out.write(content);
            if (out.length() > content.length) {
                out.setLength(content.length);
            }
        }
    }

    static String readOrEmpty(String path) {
        try {
            return new String(read(new File(path)), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /**
     * Replaces a file so that a crash at any moment leaves the old or the new content whole, and keeps the former one
     * beside it. The caller holds the lock that guards the file, which makes the name of the temporary file its own. The
     * file of the content before the former one is written over: to free one and allocate another takes a file system
     * longer than the write and its sync. So after a power failure the former content may be missing, and then the
     * temporary file is whole (or was never synced, and the file itself is whole).
     *
     * @param file the file
     * @param former where the former content goes; null not to keep it
     * @param content the new content
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static void replace(File file, File former, byte[] content) throws IOException {
        File temporary = temporaryOf(file);
        boolean reuses = former != null && file.exists() && former.renameTo(temporary);
        try (RandomAccessFile out = new RandomAccessFile(temporary, "rw")) {
            out.write(content);
            out.setLength(content.length);
            out.getFD().sync();
        } catch (IOException failed) {
            temporary.delete();
            throw failed;
        }
        if (!reuses) {
            keepPrivate(temporary);
        }
        if (former != null && file.exists()) {
            // A crash between the two renames leaves no file: a reader then takes the temporary one, which is whole.
            rename(file, former);
        }
        rename(temporary, file);
    }

    /**
     * Returns the name under which the content of a file is prepared.
     *
     * @param file the file
     * @return the temporary file beside it
     */
    public static File temporaryOf(File file) {
        return new File(file.getPath() + ".tmp");
    }

    /**
     * Takes all rights from everybody but the owner; where the file system knows no such rights, nothing happens.
     *
     * @param file the file
     */
    public static void keepPrivate(File file) {
        boolean folder = file.isDirectory();
        file.setReadable(false, false);
        file.setReadable(true, true);
        file.setWritable(false, false);
        file.setWritable(true, true);
        file.setExecutable(false, false);
        if (folder) {
            file.setExecutable(true, true);
        }
    }

    private static void rename(File from, File to) throws IOException {
        // rename(2) replaces the target; elsewhere File.renameTo may refuse to, and the slower call does it.
        if (File.separatorChar != '/' || !from.renameTo(to)) {
            Files.move(Path.of(from.getPath()), Path.of(to.getPath()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
