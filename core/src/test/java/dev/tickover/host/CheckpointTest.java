package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.state.CheckpointStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What work saves of itself, and who gets it. */
@Timeout(60)
class CheckpointTest extends AttachedHosts {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTickAsksWorkInHandForItsStateAndTheNextHostFindsIt() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.beginWork("agent-7").onCheckpoint(() -> bytes("page 12"));
            host.onTick("beat", ticks::add);
            next();
            assertArrayEquals(bytes("page 12"), host.checkpoint("agent-7").orElseThrow());
        }
        try (TickHost host = attachAgain()) {
            assertEquals(Set.of("agent-7"), host.checkpoints());
            assertArrayEquals(bytes("page 12"), host.checkpoint("agent-7").orElseThrow());
            try (Work work = host.beginWork("agent-7")) {
                work.save(bytes("page 13"));
                assertArrayEquals(bytes("page 13"), host.checkpoint("agent-7").orElseThrow());
            }
            assertEquals(Optional.empty(), host.checkpoint("agent-7"), "it has ended");
            assertEquals(Set.of(), host.checkpoints());
        }
    }

    @Test
    void workThatCannotTellItsStatePutsTheTickOffWithTheReason() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.beginWork("agent-7").onCheckpoint(() -> new byte[CheckpointStore.LARGEST + 1]);
            host.onTick("beat", ticks::add);
            Eventually.holds("deferred", () -> !installed.events("deferred").isEmpty());
            String why = installed.events("deferred").get(0).text("why");
            assertTrue(why.contains("agent-7") && why.contains("at most 1048576"), why);
            assertTrue(ticks.isEmpty());
        }
    }

    @Test
    void theDocumentedFormThatSavesByItselfStillCompilesAndIsAsked() throws Exception {
        boolean[] saved = new boolean[1];
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.beginWork("agent-7").onCheckpoint(() -> save(saved));
            host.onTick("beat", ticks::add);
            next();
            assertTrue(saved[0]);
            assertEquals(Optional.empty(), host.checkpoint("agent-7"));
        }
    }

    private static void save(boolean[] saved) {
        saved[0] = true;
    }

    @Test
    void aDamagedCheckpointGivesWayToTheOneOfTheGenerationBefore() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.beginWork("Ünit/../7 x").save(bytes("old"));
        }
        File[] first = installed.folder().checkpoints().listFiles();
        assertEquals(1, first.length);
        byte[] content = Files.readAllBytes(first[0].toPath());
        try (TickHost host = attachAgain()) {
            Work work = host.beginWork("Ünit/../7 x");
            work.save(bytes("new"));
            File newer = installed.folder().checkpoints().listFiles()[0];
            byte[] damaged = Files.readAllBytes(newer.toPath());
            damaged[damaged.length - 1] ^= 1;
            Files.write(newer.toPath(), damaged);
            Files.write(first[0].toPath(), content);
            assertArrayEquals(bytes("old"), host.checkpoint("Ünit/../7 x").orElseThrow());
            assertEquals(Set.of("Ünit/../7 x"), host.checkpoints());
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndTheOneBeforeStays() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            Work work = host.beginWork("agent-7");
            work.save(new byte[CheckpointStore.LARGEST]);
            assertThrows(IOException.class, () -> work.save(new byte[CheckpointStore.LARGEST + 1]));
            assertEquals(CheckpointStore.LARGEST, host.checkpoint("agent-7").orElseThrow().length);
        }
    }

    @Test
    @Tag("real-process")
    void aHostThatIsKilledWhileItSavesLeavesTheLastStateWhole() throws Exception {
        installed = Installation.in(home, Installation.rare("beat").build());
        for (int round = 1; round <= 4; round++) {
            int saved = 0;
            try (Jvm host = Jvm.start(home, List.of(), SavingHost.class)) {
                for (int i = 0; i < 7 * round; i++) {
                    saved = Integer.parseInt(host.lineThatBegins("saved ").substring("saved ".length()));
                }
                host.crash();
            }
            try (TickHost host = attachAgain()) {
                byte[] state = host.checkpoint(SavingHost.WORK).orElseThrow();
                int number = ByteBuffer.wrap(state).getInt();
                assertArrayEquals(SavingHost.state(number), state, "two states are mixed");
                assertTrue(number >= saved, "state " + saved + " was saved, and " + number + " is there");
            }
        }
    }
}
