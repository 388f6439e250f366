package dev.tickover.benchmarks.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The time of one tick from its due instant to its handler, in milliseconds.
 *
 * @param timer from the due instant until the tick client's process began: what systemd takes
 * @param client from there until the client had decided, and the tick was in flight
 * @param delivery from there until the handler began: the state written and synced, the socket, the host's thread
 */
record Latency(double timer, double client, double delivery) {

    static Latency of(Instant due, Instant begun, Instant inFlight, Instant handled) {
        return new Latency(millis(due, begun), millis(begun, inFlight), millis(inFlight, handled));
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    double whole() {
        return timer + client + delivery;
    }

    /** Returns the lines of a table of the medians and the worst. */
    static List<String> table(List<Latency> all) {
        List<String> lines = new ArrayList<>();
        lines.add("                                  median    worst");
        lines.add(row("due to tick client begun", all, Latency::timer) + "   systemd, with AccuracySec=1s");
        lines.add(row("begun to in flight", all, Latency::client) + "   the JVM, the decision");
        lines.add(row("in flight to handler", all, Latency::delivery) + "   state on disk, socket, host");
        lines.add(row("due to handler", all, Latency::whole));
        return lines;
    }

    private static String row(String name, List<Latency> all, ToDoubleFunction<Latency> part) {
        List<Double> values = all.stream().mapToDouble(part).boxed().toList();
        double worst = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return String.format(Locale.ROOT, "  %-26s %6.0f ms %5.0f ms", name, Pairs.median(values), worst);
    }
}
