package dev.tickover.ipc;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Is a tick client's connection to a host. Every wait is bounded. It belongs to one thread.
 */
public final class HostConnection implements AutoCloseable {

    private final SocketChannel channel;
    private final Watchdog watchdog;
    private final LineBuffer lines = new LineBuffer();
    private final ByteBuffer in = ByteBuffer.allocateDirect(4096);

    private HostConnection(SocketChannel channel) {
        this.channel = channel;
        this.watchdog = new Watchdog(channel);
    }

    private static SocketChannel channel() throws IOException {
        KernelRandomness.provideIfNone();
        return SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /**
     * Connects to a host. A host that is frozen accepts nobody; once its queue of connections is full, connecting waits
     * too (unix(7), listen(2)).
     *
     * @param socket the path of its socket
     * @param timeoutMs the longest to wait, in milliseconds
     * @return the connection
     * @throws AnswerTimeoutException if the time is over
     * @throws IOException if nobody listens there
     */
    public static HostConnection open(String socket, long timeoutMs) throws IOException {
        SocketChannel channel = channel();
        HostConnection connection = new HostConnection(channel);
        connection.watchdog.watch(timeoutMs);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return connection;
        } catch (IOException failed) {
            boolean expired = connection.watchdog.expired();
            connection.close();
            throw expired ? new AnswerTimeoutException(timeoutMs) : failed;
        } finally {
            connection.watchdog.rest();
        }
    }

    /**
     * Sends a line.
     *
     * @param line the line
     * @param timeoutMs the longest to wait for a host that does not read, in milliseconds
     * @throws IOException if the host is gone or the time is over
     */
    public void send(JsonLine line, long timeoutMs) throws IOException {
        byte[] bytes = line.write().concat("\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocateDirect(bytes.length);
        out.put(bytes).flip();
        watchdog.watch(timeoutMs);
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException failed) {
            throw watchdog.expired() ? new AnswerTimeoutException(timeoutMs) : failed;
        } finally {
            watchdog.rest();
        }
    }

    /**
     * Waits for a line.
     *
     * @param timeoutMs the longest to wait, in milliseconds
     * @return the line; null if the host has closed the connection
     * @throws AnswerTimeoutException if the time is over
     * @throws IOException if the connection broke, or the host sent what is no line of the protocol
     */
    public JsonLine receive(long timeoutMs) throws IOException {
        watchdog.watch(timeoutMs);
        try {
            String line = lines.next();
            while (line == null) {
                in.clear();
                if (channel.read(in) < 0) {
                    return null;
                }
                in.flip();
                lines.add(in);
                line = lines.next();
            }
            return JsonLine.parse(line);
        } catch (JsonException malformed) {
            throw new IOException("the host sent what is no line of the protocol: " + malformed.getMessage());
        } catch (IOException failed) {
            throw watchdog.expired() ? new AnswerTimeoutException(timeoutMs) : failed;
        } finally {
            watchdog.rest();
        }
    }

    /**
     * Waits until the host closes the connection or its process ends, however long that takes, and passes over what it
     * sends. Another thread ends the wait by {@link #close}. No other wait follows it.
     */
    public void awaitEnd() {
        // It may last for weeks, and no other wait follows.
        watchdog.end();
        try {
            do {
                in.clear();
            } while (channel.read(in) >= 0);
        } catch (IOException ended) {
            // A connection that breaks has ended too.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        watchdog.end();
        channel.close();
    }

    /** Says that a host did not answer in time. */
    public static final class AnswerTimeoutException extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTimeoutException(long timeoutMs) {
            super("no answer within " + (timeoutMs + 999) / 1000 + " s");
        }
    }
}
