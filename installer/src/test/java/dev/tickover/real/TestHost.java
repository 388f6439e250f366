package dev.tickover.real;

import dev.tickover.host.HostEvent;
import dev.tickover.host.ReceivedTick;
import dev.tickover.host.Takeover;
import dev.tickover.host.TickHost;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Is an application of a few lines: attaches, and says each tick when it begins and when it ends. */
public final class TestHost {

    /** Takes over from another one on purpose, as after a reload. */
    static final String NOW = "now";

    /** Closes when it is replaced. */
    static final String LEAVES = "leaves";

    /** Detaches when it is asked to end. */
    static final String CLOSES = "closes";

    /** Has a first handler that never ends and heeds no interrupt. */
    static final String DEAF = "deaf";

    private TestHost() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the application's id, its schedules parted by commas, how long a tick of the first one takes in
     *     milliseconds, and more words
     * @throws Exception if it cannot attach to the application
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        List<String> words = List.of(arguments);
        TickHost host = TickHost.attach(arguments[0], words.contains(NOW) ? Takeover.NOW : Takeover.WHEN_FREE);
        if (words.contains(CLOSES)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(host)));
        }
        host.onEvent(event -> {
            if (event instanceof HostEvent.Active active) {
                out.println("attached " + active.generation());
            } else if (event instanceof HostEvent.StandingBy) {
                out.println("standby");
            } else if (event instanceof HostEvent.Replaced replaced) {
                out.println("replaced " + replaced.why());
                if (words.contains(LEAVES)) {
                    close(host);
                }
            }
        });
        String[] schedules = arguments[1].split(",");
        long millis = Long.parseLong(arguments[2]);
        for (int i = 0; i < schedules.length; i++) {
            boolean first = i == 0;
            host.onTick(schedules[i], tick -> {
                say(out, "tick", tick);
                if (first && words.contains(DEAF)) {
                    neverEnd();
                }
                Thread.sleep(first ? millis : 0);
                say(out, "end", tick);
            });
        }
        new CountDownLatch(1).await();
    }

    private static void close(TickHost host) {
        try {
            host.close();
        } catch (IOException failed) {
            System.out.println("Error: " + failed);
        }
    }

    private static void neverEnd() {
        CountDownLatch never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    private static void say(PrintStream out, String what, ReceivedTick tick) {
        out.println(what + " " + tick.id() + " " + tick.reason() + " " + tick.missed() + " " + tick.attempt());
    }
}
