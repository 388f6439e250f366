package dev.tickover.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.testing.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ScheduleStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:30:00.123Z");

    @TempDir
    private Path temp;

    private AppFolder folder;
    private ScheduleStore store;

    @BeforeEach
    void create() throws IOException {
        folder = new AppFolder(temp.resolve("app").toFile());
        folder.create();
        store = new ScheduleStore(folder, "beat");
    }

    private void commit(int era) throws IOException {
        try (ScheduleStore.Transaction transaction = store.begin(NOW, "boot")) {
            List<HistoryEvent> events = List.of(new HistoryEvent.ClockSetBack(NOW, "beat", era));
            transaction.commit(transaction.state().with().era(era).build(), events, true);
        }
    }

    private List<HistoryLine> history() throws IOException {
        List<HistoryLine> lines = new ArrayList<>();
        new History(folder).forEach(lines::add);
        return lines;
    }

    @Test
    void aNewScheduleHasAFreshStateOfWholeSecondsUntilSomethingIsCommitted() throws IOException {
        try (ScheduleStore.Transaction transaction = store.begin(NOW, "boot")) {
            assertTrue(transaction.isNew());
            assertEquals(ScheduleState.fresh(Instant.parse("2026-03-02T10:30:00Z")), transaction.state());
        }
        assertNull(store.peek());
    }

    @Test
    void whatIsCommittedIsThereAndItsEventsAreNumbered() throws IOException {
        commit(1);
        commit(2);
        assertEquals(2, store.peek().era());
        assertEquals(
                List.of(1L, 2L), history().stream().map(HistoryLine::sequence).toList());
    }

    @Test
    void aCrashBetweenHistoryAndStateLeavesTheOldStateAndReadersTakeWhatFollowedIt() throws IOException {
        commit(1);
        Path state = folder.state("beat").toPath();
        byte[] before = Files.readAllBytes(state);
        commit(2);
        Files.write(state, before);
        commit(3);
        assertEquals(3, store.peek().era());
        assertEquals(
                List.of(1L, 2L), history().stream().map(HistoryLine::sequence).toList());
    }

    @Test
    void aLineOfTheHistoryThatWasCutOffIsReadFromTheState() throws IOException {
        commit(1);
        Path file = folder.history().toPath();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length <= whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            new History(folder).append(Ledgers.event("beat", "next"));
            List<String> names =
                    history().stream().map(line -> EventText.name(line.event())).toList();
            String e = "clock-set-back";
            List<String> expected = length >= whole.length - 1 ? List.of(e, "next") : List.of("next", e);
            assertEquals(expected, names, "cut at " + length);
        }
    }

    @Test
    void aLargeHistoryIsRotatedAndStillReadInOrder() throws IOException {
        String filler = "{\"at\":\"2026-03-02T10:00:00Z\",\"event\":\"old\",\"x\":\"" + "y".repeat(1000) + "\"}\n";
        for (int file = 0; file < 3; file++) {
            new History(folder).append(Ledgers.event("beat", "file-" + file));
            Files.writeString(
                    folder.history().toPath(), filler.repeat(4300), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        }
        new History(folder).append(Ledgers.event("beat", "last"));
        List<String> events = history().stream()
                .map(line -> EventText.name(line.event()))
                .filter(event -> !event.equals("old"))
                .toList();
        assertEquals(List.of("file-0", "file-1", "file-2", "last"), events);
        assertTrue(folder.history().length() < 1000);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no modes")
    void theFolderAndItsFilesAreTheOwnersAlone() throws IOException {
        commit(1);
        commit(2);
        assertEquals("rwx------", mode(folder.path().toPath()));
        try (Stream<Path> files = Files.walk(folder.path().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean holdsNothing = file.toString().endsWith(".lock");
                assertTrue(holdsNothing || mode(file).equals("rw-------"), file + " " + mode(file));
            }
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    @Tag("real-process")
    void twoProcessesLoseNoUpdate() throws Exception {
        String[] arguments = {folder.path().getPath(), "200"};
        try (Jvm one = Jvm.start(temp, List.of(), HammeringProcess.class, arguments);
                Jvm two = Jvm.start(temp, List.of(), HammeringProcess.class, arguments)) {
            one.lineThatBegins("ends");
            two.lineThatBegins("ends");
        }
        assertEquals(400, store.peek().era());
        List<Integer> counts = history().stream()
                .map(line -> ((HistoryEvent.ClockSetBack) line.event()).era())
                .toList();
        for (int i = 0; i < 400; i++) {
            assertEquals(i + 1, counts.get(i));
        }
    }

    @Test
    @Tag("real-process")
    void aProcessKilledInTheMiddleLosesNothingThatItCommitted() throws Exception {
        for (int round = 0; round < 8; round++) {
            int committed = 0;
            String[] arguments = {folder.path().getPath(), "1000000"};
            try (Jvm process = Jvm.start(temp, List.of(), HammeringProcess.class, arguments)) {
                for (int i = 0; i < 20 + round * 7; i++) {
                    committed = Integer.parseInt(
                            process.lineThatBegins("committed ").substring(10));
                }
                process.crash();
            }
            try (ScheduleStore.Transaction transaction = store.begin(NOW, "boot")) {
                assertEquals(List.of(), transaction.repairs());
                assertTrue(transaction.state().era() >= committed, "round " + round);
            }
        }
    }

    @Test
    void aStateOfAnEarlierVersionHasNoPastPausesAndOneThatHasNoneIsWrittenAsBefore() throws DamagedException {
        ScheduleState state =
                new RandomStates(7).state().with().pastPauses(List.of()).build();
        Fields fields = StateText.write(state);
        assertEquals(false, fields.has("pastPauses"));
        assertEquals(state, StateText.read(fields));
    }

    @Test
    void aRedeliveryOfAnEarlierVersionHasATextAlone() throws DamagedException {
        Tick tick = new Tick("beat@2026-03-02T10:30:00Z", NOW, Tick.CRON, List.of(), 0, 1, 0);
        Redelivery again = new Redelivery(tick, NOW, new Reason(Reason.Kind.OTHER, "failed: disk full"), false);
        ScheduleState state =
                ScheduleState.fresh(NOW).with().redeliveries(List.of(again)).build();
        String written = new String(StateText.write(state).encode("state"), StandardCharsets.UTF_8);
        String former =
                written.replaceAll("\\.cause=.*", ".cause=failed: disk full").replaceAll("(?m)^.*\\.why=.*\n", "");
        Fields earlier = new Fields();
        for (String line : former.split("\n")) {
            String[] value = line.split("=", 2);
            earlier.put(value[0], value[value.length - 1]);
        }
        assertEquals(state, StateText.read(earlier));
    }
}
