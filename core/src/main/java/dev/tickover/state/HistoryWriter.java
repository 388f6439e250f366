package dev.tickover.state;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends to an application's history. Lines are whole whatever crashes: a line that a crash cut off is closed by the
 * next append, and readers pass over what is no JSON object.
 */
final class HistoryWriter {

    /** At this size the history begins a new file. */
    static final long ROTATE_AT = 4L << 20;

    private HistoryWriter() {}

    static void append(AppFolder folder, HistoryEvent... events) throws IOException {
        List<String> texts = new ArrayList<>();
        for (HistoryEvent event : events) {
            texts.add(EventText.write(event));
        }
        appendTexts(folder, texts, false);
    }

    @SuppressWarnings("try") // the lock is held, not used
    static void appendTexts(AppFolder folder, List<String> lines, boolean durably) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(256);
        for (String line : lines) {
            text.append(line).append('\n');
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

    /** Only renames, since a tick waits for it; packing and dropping are left to {@link HistoryTidying}. */
    private static void rotate(AppFolder folder) throws IOException {
        List<File> rotated = HistoryFiles.rotated(folder);
        long last = rotated.isEmpty()
                ? 0
                : HistoryFiles.number(rotated.get(rotated.size() - 1).getName());
        last = Math.max(last, HistorySummary.droppedThrough(folder));
        // A history that cannot be renamed goes on growing: too long is better than lost.
        folder.history().renameTo(HistoryFiles.rotated(folder, last + 1));
    }
}
