package dev.tickover.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Finds out who holds a file's lock, on Linux: {@code /proc/locks} names the process and the file's inode (proc(5)), and
 * {@code /proc/PID/fd} what the process has open. Only whoever has waited for long asks.
 */
final class HeldFile {

    private static final String INODE = "unix:ino";

    private final File file;

    HeldFile(File file) {
        this.file = file;
    }

    /** Returns who holds it and why that process does not run; null if nobody is known who is frozen. */
    String frozenHolder() {
        for (String line : SmallFiles.readOrEmpty("/proc/locks").split("\n")) {
            long pid = holder(line);
            String why = pid > 0 && hasOpen(pid) ? ProcessEnd.whyNotScheduled(pid) : "";
            if (!why.isEmpty()) {
                return "process " + pid + " holds " + file + ", and is frozen: " + why;
            }
        }
        return null;
    }

    /** Reads {@code 1: POSIX ADVISORY WRITE PID MAJOR:MINOR:INODE START END}; 0 if it is about another file. */
    private long holder(String line) {
        String[] words = line.trim().split(" +");
        if (words.length < 6 || !words[1].equals("POSIX")) {
            return 0;
        }
        try {
            boolean isThis = words[5].endsWith(":" + Files.getAttribute(file.toPath(), INODE));
            return isThis ? Long.parseLong(words[4]) : 0;
        } catch (IOException | UnsupportedOperationException | NumberFormatException unknown) {
            return 0;
        }
    }

    /** On another file system a file may have the same inode; and devices are not compared, since some show others. */
    private boolean hasOpen(long pid) {
        File[] open = new File("/proc/" + pid + "/fd").listFiles();
        for (File descriptor : open == null ? new File[0] : open) {
            try {
                if (Files.isSameFile(descriptor.toPath(), file.toPath())) {
                    return true;
                }
            } catch (IOException notAFile) {
                continue;
            }
        }
        return false;
    }
}
