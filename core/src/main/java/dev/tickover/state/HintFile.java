package dev.tickover.state;

import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Is a small file that may be lost or damaged without harm, since whoever misses it works its content out again: a few
 * lines, the last of which is a checksum. It is replaced by a rename and not synced: what a power failure makes of it
 * fails the checksum.
 */
final class HintFile {

    private static final byte[] NOTHING = {'\n'};

    private HintFile() {}

    /** Reads the lines; null if there is no whole file. */
    static String[] read(File file, int lines) {
        if (!file.exists()) {
            // Dearer as an exception, and nothing unusual.
            return null;
        }
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
        // In place: whoever reads half of it sees that by the checksum, and takes it for none.
        try {
            SmallFiles.overwrite(file, text.toString().getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException unwritable) {
            file.delete();
            return false;
        }
    }

    /** Makes sure that what the file says counts no longer; in place, since it will soon say something else. */
    static void invalidate(File file) {
        if (file.exists()) {
            try {
                SmallFiles.overwrite(file, NOTHING);
            } catch (IOException unwritable) {
                file.delete();
            }
        }
    }

    private static String checksum(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
