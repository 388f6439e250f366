package dev.tickover.host;

import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import dev.tickover.testing.ProcessUsage;
import dev.tickover.testing.RawPeer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures an attached host by hand: what it costs while it idles beside a bare JVM, what it adds to the heap, and round
 * trips beside a bare echo, each in the same run. No test; it needs Linux.
 */
public final class HostBench {

    private static final int ROUNDS = 20_000;
    private static final int RUNS = 3;
    private static final long SETTLES_MS = 5_000;

    private HostBench() {}

    /** Takes for how many seconds to idle; 60 if nothing is said. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        Path home = Files.createTempDirectory("host-bench");
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        PrintStream out = System.out;
        out.println(Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        try (Jvm bare = Jvm.start(home, List.of(), IdleJvm.class, IdleJvm.BARE);
                Jvm host = Jvm.start(home, List.of(), IdleJvm.class, IdleJvm.HOST)) {
            bare.lineThatBegins("ready");
            for (String line = host.line(); !line.equals("ready"); line = host.line()) {
                out.println(line);
            }
            idle(bare, host, seconds, out);
            Path echo = home.resolve("echo");
            echo(echo);
            for (int run = 1; run <= RUNS; run++) {
                measure("run " + run + ", ping", installed.folder().socket(1).toPath(), out);
                measure("run " + run + ", echo", echo, out);
            }
        }
        delete(home);
    }

    private static void idle(Jvm bare, Jvm host, int seconds, PrintStream out) throws Exception {
        Thread.sleep(SETTLES_MS);
        ProcessUsage bareBefore = ProcessUsage.of(bare.pid());
        ProcessUsage hostBefore = ProcessUsage.of(host.pid());
        Thread.sleep(seconds * 1000L);
        ProcessUsage bareAfter = ProcessUsage.of(bare.pid());
        ProcessUsage hostAfter = ProcessUsage.of(host.pid());
        tell("bare JVM, idle " + seconds + " s: ", bareBefore, bareAfter, out);
        tell("host,     idle " + seconds + " s: ", hostBefore, hostAfter, out);
    }

    private static void tell(String what, ProcessUsage before, ProcessUsage after, PrintStream out) {
        out.println(what + (after.cpuTicks() - before.cpuTicks()) * 10 + " ms of processor time, "
                + (after.wakeUps() - before.wakeUps()) + " wake-ups, of these "
                + (after.wakeUpsOf("tickover") - before.wakeUpsOf("tickover")) + " of the host's own threads");
    }

    private static void measure(String name, Path socket, PrintStream out) throws Exception {
        long[] nanos = new long[ROUNDS];
        try (RawPeer peer = RawPeer.to(socket)) {
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                peer.sends("{\"v\":1,\"op\":\"ping\"}\n").line();
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        out.println(name + ": p50 " + nanos[ROUNDS / 2] / 1000 + " us, p99 " + nanos[ROUNDS * 99 / 100] / 1000 + " us");
    }

    private static void echo(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread thread = new Thread(() -> {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(512);
                    while (channel.read(buffer.clear()) >= 0) {
                        channel.write(buffer.flip());
                    }
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
