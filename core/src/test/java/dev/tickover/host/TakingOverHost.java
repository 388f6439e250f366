package dev.tickover.host;

import dev.tickover.testing.Installation;
import java.io.IOException;

/** Takes over on purpose once it is given a line, and goes on until it is killed. */
public final class TakingOverHost {

    private TakingOverHost() {}

    /** Says what happens to it. */
    public static void main(String[] arguments) throws Exception {
        // What a take-over needs is loaded before, so that it is the take-over that is killed.
        Class.forName(HostTerms.class.getName());
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        TickHost host = TickHost.attach(Installation.APP, Takeover.NOW);
        host.onTick("beat", tick -> System.out.println("tick " + tick.id() + " " + tick.attempt()));
        try {
            host.wake("beat", "taken:" + host.generation());
        } catch (IOException replaced) {
            System.out.println("replaced");
        }
        System.out.println("active " + host.generation());
        while (System.in.read() >= 0) {
            // Only the end counts.
            continue;
        }
    }
}
