package dev.tickover.ipc;

import dev.tickover.json.JsonLine;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Is a process with a server that answers every line, and no descriptor left when it is told to be full. It says for how
 * many milliseconds the server's thread has kept a processor busy.
 */
public final class FullHost {

    private static final String NAME = "full-host";

    private FullHost() {}

    /** Takes the socket's path; obeys {@code full}, {@code free} and {@code busy} until its input ends. */
    public static void main(String[] arguments) throws IOException {
        HostServer server = HostServer.listen(
                arguments[0], NAME, (peer, line) -> peer.send(new JsonLine().put(Protocol.STATUS, Protocol.ALIVE)));
        List<FileInputStream> held = new ArrayList<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        // What is needed then is loaded now: a class is a file too.
        full(held);
        free(held);
        System.out.println("busy " + busyMs());
        System.out.println("listening");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "full":
                    full(held);
                    break;
                case "free":
                    free(held);
                    break;
                default:
                    System.out.println("busy " + busyMs());
                    continue;
            }
            System.out.println(line);
        }
        server.close();
    }

    /** Until nothing more is to be had for a while: the server frees what a peer had in its own time. */
    private static void full(List<FileInputStream> held) {
        int idle = 0;
        while (idle < 5) {
            try {
                held.add(new FileInputStream("/dev/null"));
                idle = 0;
            } catch (IOException none) {
                LockSupport.parkNanos(20_000_000);
                idle++;
            }
        }
    }

    private static void free(List<FileInputStream> held) {
        try {
            for (FileInputStream each : held) {
                each.close();
            }
            held.clear();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    private static long busyMs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().equals(NAME)) {
                return threads.getThreadCpuTime(id) / 1_000_000;
            }
        }
        throw new AssertionError("the server's thread has ended");
    }
}
