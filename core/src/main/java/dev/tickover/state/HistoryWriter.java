package dev.tickover.state;

import dev.tickover.json.JsonLine;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Appends to an application's history. Lines are whole whatever crashes: a line that a crash cut off is closed by the
 * next append, and readers pass over what is no JSON object.
 */
final class HistoryWriter {

    /** At this size the history begins a new file; the rotated ones are kept by number, 1 the youngest. */
    static final long ROTATE_AT = 4L << 20;

    static final int ROTATED_KEPT = 24;

    private HistoryWriter() {}

    @SuppressWarnings("try") // the lock is held, not used
    static void append(AppFolder folder, List<JsonLine> lines, boolean durably) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(256);
        for (JsonLine line : lines) {
            text.append(line.write()).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (FileLock lock = FileLock.take(folder.lockOf("history"))) {
            if (folder.history().length() > ROTATE_AT) {
                rotate(folder);
            }
            append(folder.history(), bytes, durably);
        }
    }

    private static void append(File history, byte[] bytes, boolean durably) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(history, "rw")) {
            long end = file.length();
            if (end > 0) {
                file.seek(end - 1);
                if (file.read() != '\n') {
                    file.write('\n');
                }
            } else {
                SmallFiles.keepPrivate(history);
            }
            file.write(bytes);
            if (durably) {
                file.getFD().sync();
            }
        }
    }

    private static void rotate(AppFolder folder) {
        for (int number = ROTATED_KEPT; number >= 1; number--) {
            File from = number == 1 ? folder.history() : rotated(folder, number - 1);
            File to = rotated(folder, number);
            if (from.exists()) {
                to.delete();
                from.renameTo(to);
            }
        }
    }

    static File rotated(AppFolder folder, int number) {
        return new File(folder.path(), "history." + number + ".jsonl");
    }
}
