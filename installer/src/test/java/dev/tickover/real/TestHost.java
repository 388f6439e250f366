package dev.tickover.real;

import dev.tickover.host.ReceivedTick;
import dev.tickover.host.TickHost;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Is an application of a few lines: attaches, and says each tick when it begins and when it ends. */
public final class TestHost {

    private TestHost() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the application's id, its schedule, and how long a tick takes in milliseconds
     * @throws Exception if it cannot attach
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        TickHost host = TickHost.attach(arguments[0]);
        out.println("attached " + host.generation());
        host.onTick(arguments[1], tick -> {
            say(out, "tick", tick);
            Thread.sleep(Long.parseLong(arguments[2]));
            say(out, "end", tick);
        });
        new CountDownLatch(1).await();
    }

    private static void say(PrintStream out, String what, ReceivedTick tick) {
        out.println(what + " " + tick.id() + " " + tick.reason() + " " + tick.missed() + " " + tick.attempt());
    }
}
