package dev.tickover.state;

import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Is a small file that may be lost or damaged without harm, since whoever misses it works its content out again: a few
 * lines, the last of which is a checksum. It is replaced by a rename and not synced: what a power failure makes of it
 * fails the checksum.
 */
final class HintFile {

    private HintFile() {}

    /** Reads the lines; null if there is no whole file. */
    static String[] read(File file, int lines) {
        byte[] content;
        try {
            content = SmallFiles.read(file);
        } catch (IOException none) {
            return null;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        String[] found = new String[lines];
        int at = 0;
        for (int i = 0; i < lines; i++) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return null;
            }
            found[i] = text.substring(at, end);
            at = end + 1;
        }
        return text.substring(at).equals(checksum(text.substring(0, at))) ? found : null;
    }

    /** Writes the lines; tells whether that went well. */
    static boolean write(File file, String... lines) {
        StringBuilder text = new StringBuilder(256);
        for (String line : lines) {
            text.append(line.replace('\n', ' ')).append('\n');
        }
        text.append(checksum(text.toString()));
        File temporary = SmallFiles.temporaryOf(file);
        try (FileOutputStream out = new FileOutputStream(temporary)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            temporary.delete();
            return false;
        }
        // Where a rename does not replace (Windows), the old one goes first: a reader then finds none, and manages.
        return temporary.renameTo(file) || file.delete() && temporary.renameTo(file);
    }

    private static String checksum(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
