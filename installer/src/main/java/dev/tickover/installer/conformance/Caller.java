package dev.tickover.installer.conformance;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Speaks to a host byte by byte, as a tick client would and as none would. Every wait is bounded. */
final class Caller implements AutoCloseable {

    private final SocketChannel channel;
    private final Selector selector;
    private final long patienceMs;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private Caller(SocketChannel channel, Selector selector, long patienceMs) {
        this.channel = channel;
        this.selector = selector;
        this.patienceMs = patienceMs;
    }

    static Caller to(String socket, long patienceMs) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            return new Caller(channel, Selector.open(), patienceMs);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    Caller says(String text) throws IOException {
        return says(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A host that closes while it is spoken to may do so; what it answers elsewhere counts. */
    Caller says(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            try {
                if (channel.write(out) == 0 && !isReady(SelectionKey.OP_WRITE)) {
                    throw new IOException("it does not read");
                }
            } catch (IOException closed) {
                return this;
            }
        }
        return this;
    }

    /** Returns the next answer; null if the host has closed the connection. */
    JsonLine answer() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        while (true) {
            int count = read(one.clear());
            if (count < 0) {
                return null;
            }
            if (count == 0 && !isReady(SelectionKey.OP_READ)) {
                throw new IOException("no answer within " + patienceMs / 1000.0 + " s");
            }
            if (count > 0 && one.get(0) == '\n') {
                return parsed();
            }
            if (count > 0) {
                line.write(one.get(0));
            }
        }
    }

    /** Returns true if the host has closed the connection by now; what it sent is passed over. */
    boolean isClosed() {
        ByteBuffer sent = ByteBuffer.allocate(4096);
        int count = read(sent);
        while (count > 0) {
            count = read(sent.clear());
        }
        return count < 0;
    }

    /** Returns true if the host closes the connection in time. */
    boolean awaitsEnd() throws IOException {
        while (!isClosed()) {
            if (!isReady(SelectionKey.OP_READ)) {
                return false;
            }
        }
        return true;
    }

    private int read(ByteBuffer one) {
        try {
            return channel.read(one);
        } catch (IOException reset) {
            return -1;
        }
    }

    private JsonLine parsed() throws IOException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        try {
            return JsonLine.parse(text);
        } catch (JsonException malformed) {
            throw new IOException("it answered what is no flat JSON object: " + text);
        }
    }

    private boolean isReady(int operation) throws IOException {
        channel.register(selector, operation);
        boolean isReady = selector.select(patienceMs) > 0;
        selector.selectedKeys().clear();
        return isReady;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
