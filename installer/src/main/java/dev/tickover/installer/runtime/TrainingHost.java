package dev.tickover.installer.runtime;

import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.state.Lease;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Is a host that accepts and completes every tick at once. */
final class TrainingHost implements AutoCloseable {

    private final ServerSocketChannel server;

    private TrainingHost(ServerSocketChannel server) {
        this.server = server;
    }

    static TrainingHost listen(Lease lease) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(lease.socket()));
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
        TrainingHost host = new TrainingHost(server);
        Thread thread = new Thread(host::serve, "tickover-training-host");
        thread.setDaemon(true);
        thread.start();
        return host;
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel peer = server.accept()) {
                answer(peer);
            } catch (IOException | JsonException gone) {
                // A tick client that breaks off shows in its exit code; and closing ends the loop.
                continue;
            }
        }
    }

    private static void answer(SocketChannel peer) throws IOException, JsonException {
        BufferedReader lines = new BufferedReader(Channels.newReader(peer, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String id = JsonLine.parse(line).text("id");
            send(peer, id, Protocol.ACCEPTED);
            send(peer, id, Protocol.DONE);
        }
    }

    private static void send(SocketChannel peer, String id, String status) throws IOException {
        String line = new JsonLine()
                .put("v", Protocol.VERSION)
                .put("id", id)
                .put(Protocol.STATUS, status)
                .write();
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            peer.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
