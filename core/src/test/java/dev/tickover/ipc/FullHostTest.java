package dev.tickover.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Eventually;
import dev.tickover.testing.Jvm;
import dev.tickover.testing.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A host whose application has used up the process's file descriptors. */
@Tag("real-process")
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its limit on handles is out of reach")
class FullHostTest {

    private static final int DESCRIPTORS = 128;
    private static final String PING = "{\"v\":1,\"op\":\"ping\"}\n";

    @TempDir
    private Path home;

    private static long busyMs(Jvm host) throws IOException {
        host.says("busy");
        return Long.parseLong(host.lineThatBegins("busy ").substring("busy ".length()));
    }

    private static Jvm tell(Jvm host, String what) throws IOException {
        host.says(what);
        host.lineThatBegins(what);
        return host;
    }

    @Test
    void aHostWithoutADescriptorLeftDoesNotSpinAndServesWhoeverWaitedOnceThereIsOne() throws Exception {
        Path socket = home.resolve("s");
        try (Jvm host = Jvm.startWithDescriptors(DESCRIPTORS, home, FullHost.class, socket.toString())) {
            host.lineThatBegins("listening");
            try (RawPeer first = RawPeer.to(socket)) {
                assertEquals("{\"status\":\"alive\"}", first.sends(PING).line());
            }
            tell(host, "full");
            try (RawPeer waiting = RawPeer.to(socket)) {
                long before = busyMs(host);
                long end = System.nanoTime() + 1_000_000_000L;
                Eventually.holds("a second passes", () -> System.nanoTime() > end);
                long busy = busyMs(host) - before;
                assertTrue(busy < 200, () -> "in a second, it kept a processor busy for " + busy + " ms");
                tell(host, "free");
                assertEquals("{\"status\":\"alive\"}", waiting.sends(PING).line());
            }
            try (RawPeer next = RawPeer.to(socket)) {
                assertEquals("{\"status\":\"alive\"}", next.sends(PING).line());
            }
        }
    }

    @Test
    void aTickThatIsBeingServedIsNotCutOffToMakeRoom() throws Exception {
        Path socket = home.resolve("s");
        try (Jvm host = Jvm.startWithDescriptors(DESCRIPTORS, home, FullHost.class, socket.toString());
                RawPeer served = first(host, socket)) {
            tell(host, "full");
            try (RawPeer waiting = RawPeer.to(socket)) {
                for (int i = 0; i < 20; i++) {
                    assertEquals("{\"status\":\"alive\"}", served.sends(PING).line());
                }
                tell(host, "free");
                assertEquals("{\"status\":\"alive\"}", waiting.sends(PING).line());
            }
            assertEquals("{\"status\":\"alive\"}", served.sends(PING).line());
        }
    }

    private static RawPeer first(Jvm host, Path socket) throws IOException {
        host.lineThatBegins("listening");
        RawPeer peer = RawPeer.to(socket);
        assertEquals("{\"status\":\"alive\"}", peer.sends(PING).line());
        return peer;
    }
}
