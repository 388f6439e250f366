package dev.tickover.host;

import dev.tickover.testing.Installation;
import dev.tickover.testing.RawPeer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Measures an attached host by hand: round trips beside a bare echo, heap, and what idling costs. No test. */
public final class HostBench {

    private static final int ROUNDS = 5_000;

    private HostBench() {}

    /** Takes an empty folder and for how many seconds to idle. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        long before = heap();
        try (TickHost host = TickHost.attach(Installation.APP, installed.folder(), Runnable::run)) {
            System.out.println("heap added: " + (heap() - before) / 1024 + " KiB, generation " + host.generation());
            Path echo = home.resolve("echo");
            echo(echo);
            for (int run = 0; run < 2; run++) {
                measure("ping  ", installed.folder().socket(1).toPath(), "{\"v\":1,\"op\":\"ping\"}\n");
                measure("echo  ", echo, "{\"v\":1,\"op\":\"ping\"}\n");
            }
            Thread.sleep(5_000);
            long[] idle = usage();
            Thread.sleep(seconds * 1000L);
            long[] now = usage();
            System.out.println("idle " + seconds + " s: " + (now[0] - idle[0]) + " ticks of 10 ms, "
                    + (now[1] - idle[1]) + " wake-ups of the host's thread, " + (now[2] - idle[2])
                    + " of the whole JVM");
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void measure(String name, Path socket, String line) throws Exception {
        long[] nanos = new long[ROUNDS];
        try (RawPeer peer = RawPeer.to(socket)) {
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                peer.sends(line).line();
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        System.out.println(name + " p50 " + nanos[ROUNDS / 2] / 1000 + " us, p99 " + nanos[ROUNDS * 99 / 100] / 1000);
    }

    private static void echo(Path path) throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    try (SocketChannel channel = server.accept()) {
                        ByteBuffer buffer = ByteBuffer.allocateDirect(512);
                        while (channel.read(buffer.clear()) >= 0) {
                            channel.write(buffer.flip());
                        }
                    }
                }
            } catch (java.io.IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** User and system time in clock ticks; voluntary context switches of the host's thread, and of all. */
    private static long[] usage() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long host = 0;
        long all = 0;
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                long switches = Files.readAllLines(task.resolve("status")).stream()
                        .filter(line -> line.startsWith("voluntary"))
                        .mapToLong(line -> Long.parseLong(
                                line.substring(line.indexOf(':') + 1).strip()))
                        .sum();
                all += switches;
                // The kernel keeps the first 15 bytes of a thread's name.
                host += Files.readString(task.resolve("comm")).startsWith("tickover-host") ? switches : 0;
            }
        }
        return new long[] {Long.parseLong(fields[11]) + Long.parseLong(fields[12]), host, all};
    }
}
