package dev.tickover.benchmarks.tick;

import dev.tickover.host.ReceivedTick;
import dev.tickover.host.TickHost;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;

/** An application of the benchmarks: attaches, and prints when each tick was in its handler. */
public final class BenchHost {

    private BenchHost() {}

    /**
     * Runs until its standard input ends.
     *
     * @param arguments the application's id, and its schedule's name
     * @throws IOException if it cannot attach
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (TickHost host = TickHost.attach(arguments[0])) {
            host.onTick(arguments[1], tick -> say(out, Instant.now(), tick));
            out.println("attached");
            while (System.in.read() >= 0) {
                // Wait for the end of the benchmark; the ticks come in threads of their own.
                continue;
            }
        }
    }

    private static void say(PrintStream out, Instant at, ReceivedTick tick) {
        out.println(new HeardTick(tick.id(), tick.due(), at).line());
    }
}
