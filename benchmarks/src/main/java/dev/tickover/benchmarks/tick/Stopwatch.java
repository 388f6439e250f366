package dev.tickover.benchmarks.tick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A meter of single runs of a program: wall time, CPU time of it and its children, and peak memory. */
final class Stopwatch {

    private Stopwatch() {}

    /** What one run cost. */
    record Cost(double wallMs, double cpuMs) {}

    static Cost run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = quiet(command);
        double cpu = ChildrenTime.millis().orElse(0);
        long begun = System.nanoTime();
        int code = builder.start().waitFor();
        double wall = (System.nanoTime() - begun) / 1e6;
        if (code != 0) {
            throw new IOException("exit code " + code + ": " + String.join(" ", command));
        }
        return new Cost(wall, ChildrenTime.millis().orElse(0) - cpu);
    }

    /** Polls until the process is gone; the last value is the peak, or very near. */
    static long peakKib(List<String> command) throws IOException, InterruptedException {
        Process process = quiet(command).start();
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peakNow(status));
        }
        process.waitFor();
        return peak;
    }

    private static long peakNow(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    private static ProcessBuilder quiet(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder;
    }
}
