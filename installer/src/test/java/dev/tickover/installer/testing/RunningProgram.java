package dev.tickover.installer.testing;

import dev.tickover.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.OS;

/** A process of a test, and what it has printed so far. */
public final class RunningProgram implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningProgram(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a program whose output goes to files in that folder, which no other program of that name may use. */
    public static RunningProgram start(Path folder, String name, List<String> command) throws IOException {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        List<String> words = new ArrayList<>();
        if (OS.LINUX.isCurrentOs()) {
            // A shell without job control lets what it starts in the background ignore SIGINT.
            words.addAll(List.of("env", "--default-signal=INT"));
        }
        words.addAll(command);
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new RunningProgram(process, out, err);
    }

    public long pid() {
        return process.pid();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until it has printed so many lines that begin so, and returns the last of these. */
    public String line(String begin, int count) throws Exception {
        Eventually.holds(out.getFileName() + ": " + begin, () -> lines(begin).size() >= count || !process.isAlive());
        if (lines(begin).size() < count) {
            throw new AssertionError(out.getFileName() + " has ended: " + out() + err());
        }
        return lines(begin).get(count - 1);
    }

    private List<String> lines(String begin) throws IOException {
        return out().lines().filter(line -> line.startsWith(begin)).toList();
    }

    /** Waits for its end, and returns its exit code. */
    public int code() throws Exception {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError(out.getFileName() + " goes on: " + out() + err());
        }
        return process.exitValue();
    }

    /** Sends it a signal by name; returns once one that stops it has stopped each thread, which kill does not wait for. */
    public void signal(String name) throws Exception {
        run("kill", "-" + name, Long.toString(pid()));
        if (name.equals("STOP")) {
            Eventually.holds(
                    "process " + pid() + " is stopped",
                    () -> run("ps", "-L", "-o", "state=", "-p", Long.toString(pid()))
                            .strip()
                            .matches("[T\\s]+"));
        }
    }

    private static String run(String... command) throws Exception {
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(started.getInputStream().readAllBytes());
        if (started.waitFor() != 0) {
            throw new AssertionError(List.of(command) + ": " + said);
        }
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
