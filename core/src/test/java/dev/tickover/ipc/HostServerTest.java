package dev.tickover.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.json.JsonLine;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.RawPeer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real socket, and peers that do what no tick client would. */
@Timeout(60)
class HostServerTest {

    private final BlockingQueue<JsonLine> handled = new LinkedBlockingQueue<>();
    private final List<Boolean> open = new ArrayList<>();
    private Path folder;
    private Path socket;
    private HostServer server;

    @BeforeEach
    void listen() throws IOException {
        folder = Files.createTempDirectory("tk");
        socket = folder.resolve("s");
        server = HostServer.listen(socket.toString(), "test-host", this::handle);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        assertFalse(Files.exists(socket), "the socket file is gone");
        Files.delete(folder);
    }

    private void handle(Peer peer, JsonLine line) {
        if ("throw".equals(line.text("op"))) {
            throw new IllegalStateException("a fault in the host");
        }
        open.add(peer.isOpen());
        handled.add(line);
        peer.send(new JsonLine().put("echo", line.text("op", "")));
    }

    private void assertServes() throws IOException {
        try (HostConnection client = HostConnection.open(socket.toString(), 5_000)) {
            client.send(new JsonLine().put("op", "ping"), 5_000);
            assertEquals("ping", client.receive(5_000).text("echo"));
        }
    }

    @Test
    void aLineMayComeInPiecesAndSeveralAtOnce() throws IOException {
        try (RawPeer peer = RawPeer.to(socket)) {
            peer.sends("{\"op\":").sends("\"a\"}\r\n{\"op\":\"b\"}\n{\"o");
            assertEquals("{\"echo\":\"a\"}", peer.line());
            assertEquals("{\"echo\":\"b\"}", peer.line());
            peer.sends("p\":\"ü\"}\n");
            assertEquals("{\"echo\":\"ü\"}", peer.line());
        }
    }

    @Test
    void garbageIsAnsweredAndTheConnectionGoesOn() throws IOException {
        try (RawPeer peer = RawPeer.to(socket)) {
            peer.sends("hello\n[1]\n\n{\"op\":\"a\"}\n");
            for (int i = 0; i < 3; i++) {
                assertTrue(peer.line().contains("\"status\":\"unsupported\""));
            }
            assertEquals("{\"echo\":\"a\"}", peer.line());
        }
    }

    @Test
    void theLongestLineIsTakenAndALongerOneEndsTheConnection() throws IOException {
        String longest = "{\"op\":\"" + "x".repeat(Protocol.LONGEST_LINE - 10) + "\"}";
        assertEquals(Protocol.LONGEST_LINE, longest.length() + 1);
        try (RawPeer peer = RawPeer.to(socket)) {
            peer.sends(longest + "\n");
            assertTrue(peer.line().endsWith("x\"}"));
        }
        try (RawPeer peer = RawPeer.to(socket)) {
            assertThrows(IOException.class, () -> {
                peer.sends("x".repeat(1 << 20));
                throw new IOException(peer.line().isEmpty() ? "closed" : null);
            });
        }
        assertServes();
    }

    @Test
    void binaryNoiseNeverStopsTheServer() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            byte[] noise = new byte[random.nextInt(3000)];
            random.nextBytes(noise);
            try (RawPeer peer = RawPeer.to(socket)) {
                peer.sends(noise);
            }
        }
        assertServes();
    }

    @Test
    void aFaultInTheHostEndsOneConnectionAndNeverTheServer() throws IOException {
        try (RawPeer peer = RawPeer.to(socket)) {
            assertEquals("", peer.sends("{\"op\":\"throw\"}\n").line());
        }
        assertServes();
    }

    @Test
    void whoHasGoneBeforeItsLineWasReadIsSeenToBeGone() throws Exception {
        try (RawPeer peer = RawPeer.to(socket)) {
            // The server's thread is busy with this one while the other comes and goes.
            synchronized (open) {
                peer.sends("{\"op\":\"a\"}\n");
            }
            assertNotNull(handled.poll(10, TimeUnit.SECONDS));
        }
        for (int i = 0; i < 20; i++) {
            try (RawPeer gone = RawPeer.to(socket)) {
                gone.sends("{\"op\":\"gone\"}\n");
            }
        }
        for (int i = 0; i < 20; i++) {
            assertNotNull(handled.poll(10, TimeUnit.SECONDS), "every line is handled");
        }
    }

    @Test
    void aPeerThatNeverStopsTalkingStarvesNobody() throws Exception {
        RawPeer talker = RawPeer.to(socket);
        byte[] many = "{\"op\":\"x\"}\n".repeat(5000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Thread talking = new Thread(() -> {
            try {
                while (true) {
                    talker.sends(many);
                    handled.clear();
                }
            } catch (IOException closed) {
                return;
            }
        });
        talking.start();
        for (int i = 0; i < 5; i++) {
            assertServes();
        }
        talker.close();
        talking.join();
    }

    @Test
    void tenThousandSilentConnectionsKeepNobodyOutAndCostNoThread() throws Exception {
        int before = Thread.activeCount();
        // Ours are bounded by a process's descriptors; the server's half has let go of the oldest by then.
        Deque<RawPeer> silent = new ArrayDeque<>();
        try (RawPeer working = RawPeer.to(socket)) {
            working.sends("{\"op\":\"first\"}\n");
            assertEquals("{\"echo\":\"first\"}", working.line());
            for (int i = 0; i < 10_000; i++) {
                silent.add(RawPeer.to(socket));
                if (silent.size() > 1_000) {
                    silent.remove().close();
                }
            }
            assertServes();
            assertEquals(
                    "{\"echo\":\"still\"}",
                    working.sends("{\"op\":\"still\"}\n").line(),
                    "who spoke is kept");
            assertTrue(Thread.activeCount() <= before + 1, "threads: " + Thread.activeCount());
        } finally {
            for (RawPeer peer : silent) {
                peer.close();
            }
        }
        assertServes();
    }

    @Test
    void aPeerThatReadsNothingLosesItsAnswersAndHarmsNobody() throws IOException {
        try (RawPeer deaf = RawPeer.to(socket)) {
            for (int i = 0; i < 2000; i++) {
                deaf.sends("{\"op\":\"" + "y".repeat(500) + "\"}\n");
            }
            assertServes();
        }
    }

    @Test
    void answersGivenBeforeTheEndStillGoOut() throws Exception {
        BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
        for (int round = 0; round < 50; round++) {
            Path path = folder.resolve("r");
            HostServer ending = HostServer.listen(path.toString(), "ending", (peer, line) -> peers.add(peer));
            try (RawPeer client = RawPeer.to(path)) {
                client.sends("{}\n");
                Peer peer = peers.poll(10, TimeUnit.SECONDS);
                peer.send(new JsonLine().put("status", "done"));
                ending.close();
                assertEquals("{\"status\":\"done\"}", client.line(), "round " + round);
            }
        }
    }

    @Test
    void theServersThreadEndsWithIt() throws Exception {
        Path path = folder.resolve("t");
        HostServer other = HostServer.listen(path.toString(), "thread-that-ends", (peer, line) -> {});
        other.close();
        Eventually.holds(
                "the thread ends",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("thread-that-ends")));
    }

    @Test
    void aStaleSocketFileIsReplaced() throws IOException {
        Path path = folder.resolve("u");
        Files.writeString(path, "stale");
        HostServer.listen(path.toString(), "x", (peer, line) -> {}).close();
    }

    @Test
    void aHostThatAnswersNothingIsGivenUpAfterTheTime() throws IOException {
        try (HostConnection client = HostConnection.open(socket.toString(), 5_000)) {
            assertThrows(HostConnection.AnswerTimeoutException.class, () -> client.receive(50));
        }
    }

    @Test
    void connectingToAHostThatAcceptsNobodyIsGivenUpAfterTheTime() throws IOException {
        Path path = folder.resolve("full");
        List<HostConnection> queued = new ArrayList<>();
        try (ServerSocketChannel frozen = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(UnixDomainSocketAddress.of(path), 2);
            assertThrows(HostConnection.AnswerTimeoutException.class, () -> {
                for (int i = 0; i < 200; i++) {
                    queued.add(HostConnection.open(path.toString(), 200));
                }
            });
        } finally {
            for (HostConnection each : queued) {
                each.close();
            }
            Files.delete(path);
        }
    }
}
