package dev.tickover.ipc;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Listens on a host's socket. One thread serves all connections and sleeps while nobody talks: an idle host polls
 * nothing. Memory and threads are bounded whatever peers do: at most {@value #MOST_PEERS} connections, where those that
 * have said nothing yet make room first, and {@link Protocol#LONGEST_LINE} bytes a line.
 */
public final class HostServer implements AutoCloseable {

    /** The most connections at a time. */
    static final int MOST_PEERS = 128;

    /** The most that is read of one peer before the others have their turn: more than a line, so that its end is seen. */
    private static final int MOST_READS = 4 * Protocol.LONGEST_LINE / 8192;

    /** Between two attempts to accept whom no descriptor is left for, in milliseconds: the first and the longest. */
    private static final long SHORTEST_PAUSE_MS = 10;

    private static final long LONGEST_PAUSE_MS = 1_000;

    /** From here on, connections that say nothing make room: a client that has just connected speaks at once. */
    private static final long PATIENT_PAUSE_MS = 100;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final File socket;
    private final Object socketKey;
    private final Requests requests;
    private final Set<Peer> peers = new LinkedHashSet<>();
    private final Queue<Peer> withOutput = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(8192);
    private final Thread thread;
    /** Used by the server's thread alone: the last pause, 0 once somebody could be accepted. */
    private long pauseMs;
    /** Asks for connections, but in such a pause. */
    private SelectionKey acceptKey;

    private volatile boolean closed;

    /** Is told each line that a peer sends. Called by the server's thread: it must not wait. */
    @FunctionalInterface
    public interface Requests {

        /**
         * Handles a line.
         *
         * @param peer who sent it; answers may follow from any thread at any time
         * @param line the line
         */
        void handle(Peer peer, JsonLine line);
    }

    private HostServer(ServerSocketChannel server, Selector selector, File socket, String name, Requests requests) {
        this.server = server;
        this.selector = selector;
        this.socket = socket;
        this.socketKey = keyOf(socket);
        this.requests = requests;
        this.thread = new Thread(this::serve, name);
        thread.setDaemon(true);
    }

    /**
     * Begins to listen.
     *
     * @param path the path of the socket; a stale file there is removed: the caller holds the lease that names it
     * @param name the name of the server's thread
     * @param requests is told each line
     * @return the server
     * @throws IOException if the socket cannot be made
     */
    public static HostServer listen(String path, String name, Requests requests) throws IOException {
        File socket = new File(path);
        Files.deleteIfExists(socket.toPath());
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            server.configureBlocking(false);
            Selector selector = Selector.open();
            HostServer listening = new HostServer(server, selector, socket, name, requests);
            listening.acceptKey = server.register(selector, SelectionKey.OP_ACCEPT);
            listening.thread.start();
            return listening;
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private void serve() {
        try {
            while (!closed) {
                await();
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    serve(key);
                }
                flushAll();
            }
            // What was answered before the end was decided on still goes out.
            flushAll();
        } catch (IOException | java.nio.channels.ClosedSelectorException closing) {
            closed = true;
        } finally {
            closeQuietly();
        }
    }

    /** Sleeps until somebody talks: without a time, unless somebody waits who can only be tried again. */
    private void await() throws IOException {
        if (acceptKey.interestOps() != 0) {
            selector.select();
        } else {
            selector.select(pauseMs);
            acceptKey.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void serve(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
            return;
        }
        Peer peer = (Peer) key.attachment();
        try {
            if (key.isReadable()) {
                read(peer);
            }
            if (key.isValid() && key.isWritable()) {
                flush(peer);
            }
        } catch (IOException broken) {
            drop(peer);
        } catch (RuntimeException unforeseen) {
            // One peer's request must never silence the host: whoever asked sees its connection closed.
            drop(peer);
        }
    }

    private void accept() {
        boolean isFirst = true;
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                isFirst = false;
                pauseMs = 0;
                add(channel);
            }
        } catch (IOException refused) {
            // The kernel takes a descriptor before it looks whether anybody waits (accept(2), EMFILE): after the first,
            // perhaps nobody does.
            if (isFirst) {
                pause();
            }
        }
    }

    private void add(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        if (!PeerCheck.isSameUser(channel)) {
            channel.close();
            return;
        }
        if (peers.size() >= MOST_PEERS) {
            drop(leastPromising());
        }
        Peer peer = new Peer(this, channel);
        peer.key = channel.register(selector, SelectionKey.OP_READ, peer);
        peers.add(peer);
    }

    /**
     * Out of descriptors: whoever waits is seen as ready for ever, so nobody is looked at for a while. Whoever has spoken
     * keeps its connection, since its tick may be running.
     */
    private void pause() {
        acceptKey.interestOps(0);
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, 2 * pauseMs));
        if (pauseMs > PATIENT_PAUSE_MS && !peers.isEmpty() && !leastPromising().hasSpoken) {
            drop(leastPromising());
        }
    }

    /** The oldest connection that has said nothing; if all have, the oldest. */
    private Peer leastPromising() {
        for (Peer peer : peers) {
            if (!peer.hasSpoken) {
                return peer;
            }
        }
        return peers.iterator().next();
    }

    private void read(Peer peer) throws IOException {
        List<JsonLine> lines = new ArrayList<>();
        boolean ended = false;
        for (int reads = 0; !ended && reads < MOST_READS; reads++) {
            in.clear();
            int count = peer.channel.read(in);
            if (count == 0) {
                break;
            }
            ended = count < 0;
            if (!ended) {
                in.flip();
                peer.lines.add(in);
                collect(peer, lines);
            }
        }
        // Whoever is gone before the answer has withdrawn what it asked for: a host thawed after hours must not run
        // every tick that piled up in its socket.
        if (ended) {
            drop(peer);
        }
        for (JsonLine line : lines) {
            requests.handle(peer, line);
        }
    }

    private static void collect(Peer peer, List<JsonLine> lines) throws IOException {
        for (String line = peer.lines.next(); line != null; line = peer.lines.next()) {
            peer.hasSpoken = true;
            try {
                lines.add(JsonLine.parse(line));
            } catch (JsonException malformed) {
                peer.send(new JsonLine()
                        .put("v", Protocol.VERSION)
                        .put(Protocol.STATUS, Protocol.UNSUPPORTED)
                        .put("message", malformed.getMessage()));
            }
        }
    }

    void enqueue(Peer peer) {
        synchronized (withOutput) {
            withOutput.add(peer);
        }
        selector.wakeup();
    }

    private void flushAll() {
        while (true) {
            Peer peer;
            synchronized (withOutput) {
                peer = withOutput.poll();
            }
            if (peer == null) {
                return;
            }
            try {
                flush(peer);
            } catch (IOException | java.nio.channels.CancelledKeyException broken) {
                drop(peer);
            }
        }
    }

    private static void flush(Peer peer) throws IOException {
        if (peer.isOpen()) {
            boolean all = peer.writePending();
            peer.key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void drop(Peer peer) {
        peers.remove(peer);
        peer.closeChannel();
    }

    private void closeQuietly() {
        for (Peer peer : new ArrayList<>(peers)) {
            drop(peer);
        }
        try {
            selector.close();
            server.close();
        } catch (IOException closing) {
            closed = true;
        }
    }

    /**
     * Tells whether the calling thread is the server's own, which {@link #close} waits for.
     *
     * @return true if it is
     */
    public boolean isServedByThisThread() {
        return Thread.currentThread() == thread;
    }

    /** Stops listening, ends every connection and removes the socket file, which is this server's own. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(2000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // A state folder that was purged and filled again may hold another server's socket by this name.
        if (socketKey == null || socketKey.equals(keyOf(socket))) {
            socket.delete();
        }
    }

    /** Tells one file from another by the same name: device and inode; null where the system does not tell. */
    private static Object keyOf(File file) {
        try {
            return Files.readAttributes(file.toPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException gone) {
            return null;
        }
    }
}
