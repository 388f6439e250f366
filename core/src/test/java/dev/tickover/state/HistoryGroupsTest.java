package dev.tickover.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.EventText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryGroupsTest {

    private static final String BOOT = "boot-1";

    @TempDir
    private Path temporary;

    private Ledgers ledger;

    @BeforeEach
    void makeFolder() throws IOException {
        ledger = new Ledgers(temporary.resolve("app"));
    }

    @Test
    void groupsAreNumberedWithoutGaps() throws IOException {
        ledger.commit("s", BOOT, "one", "two");
        ledger.commit("s", BOOT);
        ledger.commit("s", BOOT, "three");
        String text = new String(ledger.history(), StandardCharsets.UTF_8);
        String at = "{\"at\":\"2026-03-02T10:00:00Z\",\"schedule\":\"s\",\"event\":";
        assertEquals(
                at + "\"one\",\"seq\":1,\"prev\":0,\"lines\":2}\n"
                        + at + "\"two\",\"seq\":1}\n"
                        + at + "\"three\",\"seq\":2,\"prev\":1,\"lines\":1}\n",
                text);
    }

    @Test
    void aGroupThatNoStateFollowedIsLeftOutOnceItIsDecidedAgain() throws IOException {
        ledger.commit("s", BOOT, "one");
        Ledgers.StateFiles before = ledger.stateFiles("s");
        ledger.commit("s", BOOT, "orphan", "orphan too");
        ledger.stateFiles("s", before);
        ledger.commit("other", BOOT, "between");
        assertEquals(List.of("one", "between"), ledger.words(), "not decided again yet");
        ledger.commit("s", BOOT, "again");
        ledger.commit("s", BOOT, "next");
        assertEquals(List.of("one", "between", "again", "next"), ledger.words());
    }

    @Test
    void manyCrashesInARowLeaveTheLastDecision() throws IOException {
        ledger.commit("s", BOOT, "one");
        Ledgers.StateFiles before = ledger.stateFiles("s");
        for (int i = 0; i < 20; i++) {
            ledger.commit("s", BOOT, "orphan " + i);
            ledger.stateFiles("s", before);
        }
        ledger.commit("s", BOOT, "at last");
        assertEquals(List.of("one", "at last"), ledger.words());
    }

    @Test
    void aCrashAtAnyByteOfTheHistoryCountsForNothing() throws IOException {
        ledger.commit("s", BOOT, "one");
        byte[] short1 = ledger.history();
        Ledgers.StateFiles before = ledger.stateFiles("s");
        ledger.commit("s", BOOT, "two", "three");
        byte[] whole = ledger.history();
        for (int cut = short1.length; cut <= whole.length; cut++) {
            ledger.history(Arrays.copyOf(whole, cut));
            ledger.stateFiles("s", before);
            assertEquals(List.of("one"), ledger.words(), "cut at " + cut);
            ledger.commit("s", BOOT, "two", "three");
            assertEquals(List.of("one", "two", "three"), ledger.words(), "cut at " + cut + ", then decided again");
        }
    }

    @Test
    void aCrashBetweenTheRenamesOfTheStateKeepsTheGroup() throws IOException {
        ledger.commit("s", BOOT, "one");
        ledger.commit("s", BOOT, "two");
        // SmallFiles.replace: the old state has been renamed to the former one, the new one still has its other name.
        Ledgers.StateFiles before = ledger.stateFiles("s");
        ledger.commit("s", BOOT, "three");
        Files.move(ledger.state("s"), Path.of(ledger.state("s") + ".tmp"));
        Files.write(ledger.former("s"), before.state());
        assertEquals(List.of("one", "two", "three"), ledger.words());
        ledger.commit("s", BOOT, "four");
        assertEquals(List.of("one", "two", "three", "four"), ledger.words());
    }

    @Test
    void aDamagedStateFallsBackAndItsGroupIsDecidedAgain() throws IOException {
        ledger.commit("s", BOOT, "one");
        ledger.commit("s", BOOT, "two");
        ledger.commit("s", BOOT, "three");
        Files.writeString(ledger.state("s"), "rubbish");
        ledger.commit("s", BOOT, "three again");
        assertEquals(List.of("one", "two", "three again"), ledger.words());
    }

    @Test
    void aScheduleThatWasRemovedAndCameBackBeginsAnew() throws IOException {
        ledger.commit("s", BOOT, "one");
        ledger.commit("s", BOOT, "two");
        Files.delete(ledger.state("s"));
        Files.delete(ledger.former("s"));
        ledger.commit("s", BOOT, "new one");
        assertEquals(List.of("one", "two", "new one"), ledger.words());
    }

    @Test
    void whatAPowerFailureTookFromTheHistoryIsReadFromTheState() throws IOException {
        ledger.commit("s", BOOT, "one");
        byte[] kept = ledger.history();
        ledger.commit("s", BOOT, "two", "three");
        ledger.history(kept);
        assertEquals(List.of("one", "two", "three"), ledger.words());
        ledger.history(Arrays.copyOf(kept, kept.length - 5));
        assertEquals(List.of("two", "three"), ledger.words(), "older groups are told as gone by the audit");
    }

    @Test
    void theFirstCommitAfterTheRebootPutsBackWhatWasLost() throws IOException {
        ledger.commit("s", BOOT, "one");
        byte[] kept = ledger.history();
        ledger.commit("s", BOOT, "two");
        ledger.history(Arrays.copyOf(kept, kept.length + 300));
        ledger.commit("s", "boot-2", "three");
        assertEquals(List.of("one", "two", "three"), ledger.words());
        ledger.commit("s", "boot-3", "four");
        assertEquals(List.of("one", "two", "three", "four"), ledger.words(), "nothing is put back twice");
        String text = new String(ledger.history(), StandardCharsets.UTF_8);
        assertEquals(1, text.split("\"three\"", -1).length - 1, text);
    }

    @Test
    void aReaderMayBeginInTheMiddle() throws IOException {
        ledger.commit("s", BOOT, "one");
        Files.move(
                ledger.folder.history().toPath(),
                HistoryFiles.rotated(ledger.folder, 1).toPath());
        Ledgers.StateFiles before = ledger.stateFiles("s");
        ledger.commit("s", BOOT, "orphan");
        ledger.stateFiles("s", before);
        ledger.commit("s", BOOT, "two");
        List<String> words = new java.util.ArrayList<>();
        new History(ledger.folder).forEachSince(Ledgers.START, line -> words.add(EventText.name(line.event())));
        assertEquals(List.of("two"), words);
        words.clear();
        new History(ledger.folder)
                .forEachSince(Ledgers.START.minusSeconds(1), line -> words.add(EventText.name(line.event())));
        assertEquals(List.of("one", "two"), words);
    }
}
