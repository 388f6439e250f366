package dev.tickover.state;

import dev.tickover.event.HistoryLine;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the files of a history that no longer grow, and drops the oldest once they take too much room; what they account
 * for goes into a summary first. A crash at any moment loses nothing: a file is removed only when what takes its place
 * is safe, and doing it again comes to the same.
 */
final class HistoryTidying {

    /** The room that files which no longer grow may take, in bytes; packed, a year of minute ticks takes a third. */
    static final long KEPT = 96L << 20;

    private final AppFolder folder;
    private final long kept;

    HistoryTidying(AppFolder folder, long kept) {
        this.folder = folder;
        this.kept = kept;
    }

    @SuppressWarnings("try") // the lock is held, not used
    void tidy() throws IOException {
        if (HistoryFiles.rotated(folder).isEmpty()) {
            return;
        }
        try (FileLock lock = FileLock.take(folder.lockOf("tidy"))) {
            for (File file : HistoryFiles.rotated(folder)) {
                if (file.getName().endsWith(HistoryFiles.PACKED)) {
                    plainOf(file).delete();
                } else {
                    pack(file);
                }
            }
            drop();
        }
    }

    private static File plainOf(File packed) {
        String path = packed.getPath();
        return new File(path.substring(0, path.length() - HistoryFiles.PACKED.length()));
    }

    private static void pack(File plain) throws IOException {
        File packed = HistoryFiles.packed(plain);
        File temporary = SmallFiles.temporaryOf(packed);
        try (InputStream in = new FileInputStream(plain);
                FileOutputStream out = new FileOutputStream(temporary)) {
            SmallFiles.keepPrivate(temporary);
            GZIPOutputStream packing = new GZIPOutputStream(out, 1 << 14);
            in.transferTo(packing);
            packing.finish();
            out.getFD().sync();
        }
        if (temporary.renameTo(packed)) {
            plain.delete();
        }
    }

    private void drop() throws IOException {
        List<File> files = HistoryFiles.rotated(folder);
        long total = 0;
        for (File file : files) {
            total += file.length();
        }
        HistorySummary summary = HistorySummary.read(folder);
        for (File file : files) {
            long number = HistoryFiles.number(file.getName());
            if (number > summary.droppedThrough()) {
                if (total <= kept) {
                    return;
                }
                new History(folder).forEachOf(file, new Consumer<HistoryLine>() {
                    @Override
                    public void accept(HistoryLine line) {
                        summary.add(line);
                    }
                });
                summary.write(folder, number);
            }
            // Else a crash came between the summary and this.
            total -= file.length();
            file.delete();
        }
    }
}
