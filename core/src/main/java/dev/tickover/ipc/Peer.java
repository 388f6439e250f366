package dev.tickover.ipc;

import dev.tickover.json.JsonLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** Is one connection to a host, as the host sees it. Safe for use by many threads. */
public final class Peer {

    private static final int MOST_PENDING = 64;

    final SocketChannel channel;
    final LineBuffer lines = new LineBuffer();
    private final HostServer server;
    private final Queue<ByteBuffer> output = new ArrayDeque<>();
    /** Set by the server's thread before anybody else sees the peer. */
    SelectionKey key;
    /** Used by the server's thread alone. */
    boolean hasSpoken;

    Peer(HostServer server, SocketChannel channel) {
        this.server = server;
        this.channel = channel;
    }

    /**
     * Sends a line; returns at once. A peer that is gone, or reads nothing, loses it.
     *
     * @param line the line
     */
    public void send(JsonLine line) {
        if (!isOpen()) {
            return;
        }
        synchronized (output) {
            if (output.size() >= MOST_PENDING) {
                return;
            }
            output.add(ByteBuffer.wrap(line.write().concat("\n").getBytes(StandardCharsets.UTF_8)));
        }
        server.enqueue(this);
    }

    /**
     * {@return whether the peer was still there when it was last looked at; false once it has closed the connection}
     */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Writes what can be written without waiting; tells whether that was all. */
    boolean writePending() throws IOException {
        synchronized (output) {
            while (!output.isEmpty()) {
                ByteBuffer next = output.peek();
                channel.write(next);
                if (next.hasRemaining()) {
                    return false;
                }
                output.remove();
            }
            return true;
        }
    }

    void closeChannel() {
        try {
            channel.close();
        } catch (IOException closing) {
            // The descriptor is gone in any case.
            return;
        }
    }
}
