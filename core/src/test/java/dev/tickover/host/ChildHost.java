package dev.tickover.host;

import dev.tickover.testing.Installation;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Is a host in a process of its own: prints what it is handed; ends with its input. */
public final class ChildHost {

    private ChildHost() {}

    /** Attaches; with the argument {@code hangs} its handler never ends. */
    public static void main(String[] arguments) throws IOException {
        boolean hangs = arguments.length > 0 && arguments[0].equals("hangs");
        CountDownLatch never = new CountDownLatch(1);
        TickHost host = TickHost.attach(Installation.APP);
        System.out.println("attached " + host.generation());
        host.onTick("beat", tick -> {
            System.out.println("tick " + tick.id() + " " + tick.attempt() + " " + tick.missed());
            if (hangs) {
                never.await();
            }
        });
        while (System.in.read() >= 0) {
            // Only the end counts.
            continue;
        }
        host.close();
    }
}
