package dev.tickover.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Is what a process has used so far, as {@code /proc/PID} tells it (proc(5)).
 *
 * @param cpuTicks user and system time, in ticks of 10 ms
 * @param threads its threads
 */
public record ProcessUsage(long cpuTicks, List<Used> threads) {

    /**
     * Is a thread.
     *
     * @param name the first 15 bytes of its name
     * @param wakeUps how often it slept by its own will and was woken: its voluntary context switches
     */
    public record Used(String name, long wakeUps) {}

    /** Looks at a process. */
    public static ProcessUsage of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        List<Used> threads = new ArrayList<>();
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    threads.add(new Used(name, wakeUps(task.resolve("status"))));
                } catch (NoSuchFileException ended) {
                    continue;
                }
            }
        }
        return new ProcessUsage(Long.parseLong(fields[11]) + Long.parseLong(fields[12]), threads);
    }

    private static long wakeUps(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("voluntary"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    /** Returns the wake-ups of all threads. */
    public long wakeUps() {
        return wakeUpsOf("");
    }

    /** Returns the wake-ups of the threads whose names begin so. */
    public long wakeUpsOf(String begin) {
        return threads.stream()
                .filter(thread -> thread.name().startsWith(begin))
                .mapToLong(Used::wakeUps)
                .sum();
    }
}
