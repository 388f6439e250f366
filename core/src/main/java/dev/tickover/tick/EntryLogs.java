package dev.tickover.tick;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Keeps bounded what entries print, where the OS scheduler appends it to files for ever: launchd knows no rotation
 * (launchd.plist(5), StandardOutPath). A log that has grown beyond {@link #MOST} bytes is emptied, and its last part kept
 * beside it.
 *
 * <p>It is emptied, not renamed: launchd opens a log for appending, and a command that still prints goes on at what is the
 * end then; into a renamed file it would print for ever. What it prints between the copy and the cut is lost.
 */
final class EntryLogs {

    /** Bytes; so two logs of one entry hold at most twice that, and what is printed from one sweep to the next. */
    static final int MOST = 1 << 20;

    private static final String SUFFIX = ".log";
    private static final String FORMER = ".1";

    private final File folder;

    EntryLogs(File folder) {
        this.folder = folder;
    }

    /** Looks at each log's length alone, unless it has grown too long. */
    void trim() throws IOException {
        File[] files = folder.listFiles();
        if (files == null) {
            return;
        }
        for (File file : files) {
            if (file.getName().endsWith(SUFFIX) && file.length() > MOST) {
                empty(file);
            }
        }
    }

    private static void empty(File log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log, "rw")) {
            byte[] last = new byte[MOST];
            file.seek(Math.max(0, file.length() - MOST));
            int length = Math.max(0, file.read(last));
            try (FileOutputStream former = new FileOutputStream(log.getPath() + FORMER)) {
                former.write(last, 0, length);
            }
            file.setLength(0);
        }
    }
}
