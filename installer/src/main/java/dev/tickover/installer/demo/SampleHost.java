package dev.tickover.installer.demo;

import dev.tickover.host.AttachException;
import dev.tickover.host.ReceivedTick;
import dev.tickover.host.TickHost;
import java.io.IOException;
import java.io.PrintStream;

/** Is the demo's application: a process that attaches, and says each tick that it receives. */
public final class SampleHost {

    private SampleHost() {}

    /**
     * Runs until its standard input ends.
     *
     * @param arguments the application's id, and its schedule's name
     * @throws IOException if it cannot attach
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (TickHost host = TickHost.attach(arguments[0])) {
            out.println("attached " + host.generation());
            host.onTick(arguments[1], tick -> say(out, tick));
            while (System.in.read() >= 0) {
                // Wait for the end of the demo; the ticks come in threads of their own.
                continue;
            }
        } catch (AttachException refused) {
            out.println("refused " + refused.getMessage());
        }
    }

    private static void say(PrintStream out, ReceivedTick tick) {
        out.println("tick " + tick.id() + " " + tick.reason() + " " + tick.missed() + " " + tick.attempt());
    }
}
