package dev.tickover.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.schedule.UtcText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRotationTest {

    private static final String BULK = "x".repeat(500_000);

    @TempDir
    private Path temporary;

    private Ledgers ledger;

    @BeforeEach
    void makeFolder() throws IOException {
        ledger = new Ledgers(temporary.resolve("app"));
    }

    private void tick(int minute) throws IOException {
        Instant due = Ledgers.START.plusSeconds(60L * minute);
        Tick tick = new Tick("s@" + UtcText.format(due), due, Tick.INTERVAL, List.of(), 0, 1, 0);
        ledger.commit("s", "boot", List.of(new HistoryEvent.Fired(due, "s", tick, new Reason(Reason.Kind.DUE, BULK))));
    }

    private List<String> dues() throws IOException {
        List<String> dues = new ArrayList<>();
        new History(ledger.folder)
                .forEach(line -> dues.add(UtcText.format(
                        ((HistoryEvent.Fired) line.event()).tick().due())));
        return dues;
    }

    private static List<String> minutes(int from, int until) {
        List<String> minutes = new ArrayList<>();
        for (int minute = from; minute < until; minute++) {
            minutes.add(UtcText.format(Ledgers.START.plusSeconds(60L * minute)));
        }
        return minutes;
    }

    @Test
    void rotatedAndPackedFilesReadAsOne() throws IOException {
        for (int minute = 0; minute < 40; minute++) {
            tick(minute);
        }
        assertEquals(4, HistoryFiles.rotated(ledger.folder).size());
        assertEquals(minutes(0, 40), dues());
        new History(ledger.folder).tidy();
        for (File file : HistoryFiles.rotated(ledger.folder)) {
            assertTrue(file.getName().endsWith(".jsonl.gz"), file.getName());
        }
        assertEquals(minutes(0, 40), dues());
        for (int minute = 40; minute < 60; minute++) {
            tick(minute);
        }
        assertEquals(minutes(0, 60), dues(), "the numbers go on after packed files");
    }

    @Test
    void whatIsDroppedIsSummedUpFirst() throws IOException {
        for (int minute = 0; minute < 40; minute++) {
            tick(minute);
        }
        new HistoryTidying(ledger.folder, 20_000).tidy();
        List<File> left = HistoryFiles.rotated(ledger.folder);
        assertFalse(left.isEmpty());
        assertTrue(left.size() < 4);
        ScheduleSummary summary = new History(ledger.folder).summaries().get(0);
        int dropped = (int) summary.ran();
        assertEquals(minutes(dropped, 40), dues());
        assertEquals(
                minutes(dropped - 1, dropped).get(0),
                UtcText.format(summary.through().get()));
        assertEquals(dropped, summary.sequence());
        new HistoryTidying(ledger.folder, 0).tidy();
        assertEquals(List.of(), HistoryFiles.rotated(ledger.folder));
        long ran = new History(ledger.folder).summaries().get(0).ran();
        assertEquals(minutes((int) ran, 40), dues());
        for (int minute = 40; minute < 60; minute++) {
            tick(minute);
        }
        assertEquals(minutes((int) ran, 60), dues(), "numbers of dropped files are not used again");
    }

    @Test
    void aCrashWhileTidyingLosesAndDoublesNothing() throws IOException {
        for (int minute = 0; minute < 40; minute++) {
            tick(minute);
        }
        List<File> plain = HistoryFiles.rotated(ledger.folder);
        byte[] oldest = Files.readAllBytes(plain.get(0).toPath());
        new History(ledger.folder).tidy();
        // Packed, and not yet removed.
        Files.write(plain.get(0).toPath(), oldest);
        assertEquals(minutes(0, 40), dues());
        File packed = HistoryFiles.rotated(ledger.folder).get(0);
        byte[] packedOldest = Files.readAllBytes(packed.toPath());
        new HistoryTidying(ledger.folder, 20_000).tidy();
        long ran = new History(ledger.folder).summaries().get(0).ran();
        // Summed up, and not yet removed.
        Files.write(packed.toPath(), packedOldest);
        assertEquals(minutes((int) ran, 40), dues());
        new HistoryTidying(ledger.folder, 20_000).tidy();
        assertEquals(ran, new History(ledger.folder).summaries().get(0).ran());
        assertFalse(packed.exists());
    }
}
