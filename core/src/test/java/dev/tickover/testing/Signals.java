package dev.tickover.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals to a process of a test. */
final class Signals {

    private Signals() {}

    /**
     * Sends one by name. One that stops it is awaited: when {@code kill} returns, the process may still run for as long
     * as the scheduler gives it no turn (22 of 200 answered a request after that, with eight busy processes on two
     * processors).
     */
    static void send(long pid, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
        if (name.equals("STOP")) {
            Eventually.holds("process " + pid + " is stopped", () -> isStopped(pid));
        }
    }

    /** Each thread stops by itself. */
    private static boolean isStopped(long pid) throws Exception {
        Path tasks = Path.of("/proc/" + pid + "/task");
        if (!Files.isDirectory(tasks)) {
            Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", String.valueOf(pid)).start();
            return new String(ps.getInputStream().readAllBytes()).startsWith("T");
        }
        List<Path> threads;
        try (Stream<Path> listed = Files.list(tasks)) {
            threads = listed.toList();
        }
        for (Path thread : threads) {
            try {
                String stat = Files.readString(thread.resolve("stat"));
                if (!stat.startsWith("T", stat.lastIndexOf(')') + 2)) {
                    return false;
                }
            } catch (NoSuchFileException ended) {
                return false;
            }
        }
        return true;
    }
}
