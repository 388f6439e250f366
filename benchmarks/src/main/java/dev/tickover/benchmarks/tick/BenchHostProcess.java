package dev.tickover.benchmarks.tick;

import dev.tickover.machine.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running {@link BenchHost}: in a process of its own, as applications are. */
final class BenchHostProcess implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Starts it; {@code java} is its program and flags. */
    BenchHostProcess(List<String> java, String app, String schedule, Path home) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(BenchHost.class.getName(), app, schedule));
        process = ChildProcess.startPiped(command, Map.of("TICKOVER_HOME", home.toString()));
        Thread reader = new Thread(this::read, "tickover-bench-host");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = process.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            // The benchmark has ended the host.
            return;
        }
    }

    /** Returns the next line that it prints; empty if it prints none in time. */
    Optional<String> line(Duration within) throws InterruptedException {
        return Optional.ofNullable(lines.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException ending) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
