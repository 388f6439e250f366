package dev.tickover.benchmarks.tick;

import dev.tickover.installer.runtime.Training;
import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.Processes;
import dev.tickover.state.AppFolder;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A comparison, in a warm JVM, of the protocol with a bare echo: connect, a line there, a line back, close. */
final class SocketBench {

    private static final int ROUNDS = 2_000;
    private static final int WARM_UPS = 500;
    private static final int LINE = 160;

    private SocketBench() {}

    /** Medians in microseconds. */
    record Result(double echoMicros, double tickMicros) {}

    static Result measure(Training training) throws IOException {
        String socket = socketOf(training);
        Path echoPath = Path.of(socket).resolveSibling("echo.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(echoPath);
            server.bind(address);
            Thread echo = new Thread(() -> echo(server), "tickover-bench-echo");
            echo.setDaemon(true);
            echo.start();
            List<Double> echoes = new ArrayList<>();
            List<Double> ticks = new ArrayList<>();
            for (int i = -WARM_UPS; i < ROUNDS; i++) {
                long begun = System.nanoTime();
                roundTrip(address);
                long between = System.nanoTime();
                tick(socket, i);
                long end = System.nanoTime();
                if (i >= 0) {
                    echoes.add((between - begun) / 1e3);
                    ticks.add((end - between) / 1e3);
                }
            }
            return new Result(Pairs.median(echoes), Pairs.median(ticks));
        } finally {
            Files.deleteIfExists(echoPath);
        }
    }

    static String socketOf(Training training) throws IOException {
        AppFolder folder = new AppFolder(training.state().toFile());
        return new LeaseStore(folder, Processes.system()).read().socket();
    }

    private static void roundTrip(UnixDomainSocketAddress address) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.allocate(LINE));
            ByteBuffer in = ByteBuffer.allocate(LINE);
            while (in.hasRemaining() && channel.read(in) >= 0) {
                continue;
            }
        }
    }

    private static void tick(String socket, int number) throws IOException {
        try (HostConnection connection = HostConnection.open(socket, Protocol.ANSWER_MS)) {
            JsonLine line = new JsonLine()
                    .put("v", Protocol.VERSION)
                    .put(Protocol.OP, Protocol.TICK)
                    .put("schedule", "delivered")
                    .put("id", "delivered@" + number);
            connection.send(line, Protocol.ANSWER_MS);
            connection.receive(Protocol.ANSWER_MS);
            connection.receive(Protocol.ANSWER_MS);
        }
    }

    private static void echo(ServerSocketChannel server) {
        ByteBuffer buffer = ByteBuffer.allocate(LINE);
        while (server.isOpen()) {
            try (SocketChannel peer = server.accept()) {
                buffer.clear();
                while (buffer.hasRemaining() && peer.read(buffer) >= 0) {
                    continue;
                }
                buffer.flip();
                peer.write(buffer);
            } catch (IOException closed) {
                // The server ends with its measurement.
                continue;
            }
        }
    }
}
