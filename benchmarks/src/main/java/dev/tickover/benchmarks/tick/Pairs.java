package dev.tickover.benchmarks.tick;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A comparison of two programs on a machine that is not quiet: they run in turn, so that whatever disturbs one disturbs
 * the other, and what counts is the median of the ratios of neighbours.
 *
 * @param wall the median ratio of wall times
 * @param cpu the median ratio of CPU times, children included; 0 where the system does not report them
 * @param wallMs the median wall time of the measured program
 * @param yardstickMs that of the other
 */
record Pairs(double wall, double cpu, double wallMs, double yardstickMs) {

    private static final int WARM_UPS = 3;

    /** Prepares the next run. */
    @FunctionalInterface
    interface Next {
        List<String> command() throws IOException;
    }

    static Pairs measure(Next measured, Next yardstick, int pairs) throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        List<Double> walls = new ArrayList<>();
        List<Double> yardsticks = new ArrayList<>();
        List<Double> cpus = new ArrayList<>();
        for (int i = -WARM_UPS; i < pairs; i++) {
            Stopwatch.Cost other = Stopwatch.run(yardstick.command());
            Stopwatch.Cost one = Stopwatch.run(measured.command());
            if (i >= 0) {
                ratios.add(one.wallMs() / other.wallMs());
                walls.add(one.wallMs());
                yardsticks.add(other.wallMs());
                cpus.add(other.cpuMs() == 0 ? 0 : one.cpuMs() / other.cpuMs());
            }
        }
        return new Pairs(median(ratios), median(cpus), median(walls), median(yardsticks));
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
