package dev.tickover.testing;

import dev.tickover.host.WorkingHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Is a {@link WorkingHost} in its process. */
public final class HostProcess implements AutoCloseable {

    private final Process process;
    private final Path out;

    private HostProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** Starts one that tells a file of this name what happens to it. */
    public static HostProcess start(Path home, String name, String... words) throws IOException {
        Path out = home.resolve(name);
        Process process = new ProcessBuilder(WorkingHost.command(home, out, words))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
        return new HostProcess(process, out);
    }

    /** Returns its process id: env(1) becomes the JVM it starts. */
    public long pid() {
        return process.pid();
    }

    /** Tells whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns what it has told so far. */
    public List<String> lines() throws IOException {
        return linesOf(out);
    }

    /** Returns what a host has told a file so far. */
    public static List<String> linesOf(Path out) throws IOException {
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }

    /** Ends the host that was started by nobody here, and waits until it no longer writes anywhere. */
    public static void endDetached(Path out) throws Exception {
        Eventually.holds(
                "it told its process", () -> linesOf(out).stream().anyMatch(line -> line.startsWith("attached ")));
        for (String line : linesOf(out)) {
            if (line.startsWith("attached ")) {
                long pid = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
                Optional<ProcessHandle> process = ProcessHandle.of(pid);
                if (process.isPresent()) {
                    process.get().destroyForcibly();
                    process.get().onExit().get(20, TimeUnit.SECONDS);
                }
            }
        }
    }

    /** Waits until it has told a line that begins so, and returns the first. */
    public String line(String begin) throws Exception {
        Eventually.holds(out.getFileName() + " says " + begin, () -> has(begin));
        return lines().stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    /** Tells whether it has told a line that begins so. */
    public boolean has(String begin) throws IOException {
        return lines().stream().anyMatch(line -> line.startsWith(begin));
    }

    /** Waits until none of its threads that are the library's runs for a fifth of a second. */
    public void awaitRest() throws Exception {
        if (Files.isDirectory(Path.of("/proc/self/task"))) {
            Eventually.holds(out.getFileName() + " rests", () -> wakeUps(0) == wakeUps(200_000_000));
        }
    }

    private long wakeUps(long afterNanos) throws IOException {
        LockSupport.parkNanos(afterNanos);
        return ProcessUsage.of(pid()).wakeUpsOf("tickover");
    }

    /** Sends it a signal by name; returns when one that stops it has done so. */
    public void signal(String name) throws Exception {
        Signals.send(pid(), name);
    }

    /** Kills it as a crash would, and waits until it is gone. */
    public void crash() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
