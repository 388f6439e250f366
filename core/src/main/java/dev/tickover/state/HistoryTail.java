package dev.tickover.state;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for a line in the youngest files of a history. Only the first commit after a reboot has to. */
final class HistoryTail {

    private HistoryTail() {}

    static boolean holds(AppFolder folder, String line) throws IOException {
        if (holds(folder.history(), line)) {
            return true;
        }
        List<File> rotated = HistoryFiles.rotated(folder);
        if (rotated.isEmpty()) {
            return false;
        }
        // A file was rotated only after what it holds had been written for long; a packed one is not worth opening.
        File youngest = rotated.get(rotated.size() - 1);
        return youngest.getName().endsWith(HistoryFiles.PACKED) || holds(youngest, line);
    }

    private static boolean holds(File file, String line) throws IOException {
        if (!file.exists()) {
            return false;
        }
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            byte[] bytes = new byte[(int) Math.min(in.length(), 2 * HistoryWriter.ROTATE_AT)];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).contains(line.concat("\n"));
        }
    }
}
