package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.policy.Step;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path temporary;

    private LedgerWorld world;

    @BeforeEach
    void installHalfHourly() throws IOException {
        world = new LedgerWorld(temporary.resolve("app"), halfHourly());
        world.tellInstalled();
        world.pulse();
        world.passes(Duration.ofMinutes(29));
    }

    private static Schedule halfHourly() {
        return Schedule.of(LedgerWorld.SCHEDULE, Every.of(HALF_HOUR)).build();
    }

    private void ticks(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            world.pulse();
            world.passes(HALF_HOUR);
        }
    }

    private String faults() throws IOException {
        return world.audit().problems().stream()
                .map(problem ->
                        problem.kind().word() + " " + problem.from() + " " + problem.through() + " " + problem.count())
                .collect(Collectors.joining("\n"));
    }

    /** Removes, or puts in twice, the only line that holds all of the words. */
    private void change(boolean remove, String... words) throws IOException {
        List<String> lines = world.lines();
        List<String> found = lines.stream()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .toList();
        assertEquals(1, found.size(), () -> String.join("\n", lines));
        int at = lines.indexOf(found.get(0));
        if (remove) {
            lines.remove(at);
        } else {
            lines.add(at, found.get(0));
        }
        world.lines(lines);
    }

    private void replace(String line, String what, String by) throws IOException {
        List<String> lines = world.lines();
        lines.replaceAll(each -> each.contains(line) ? each.replace(what, by) : each);
        assertFalse(lines.equals(world.lines()));
        world.lines(lines);
    }

    @Test
    void aQuietDayIsWhole() throws IOException {
        ticks(10);
        ScheduleAudit audit = world.audit();
        assertEquals("", faults());
        assertEquals(Map.of(DueOutcome.RAN, 11L), audit.counts());
        assertEquals(LedgerWorld.START, audit.since().orElseThrow());
        assertEquals(Instant.parse("2026-03-02T15:00:00Z"), audit.through().orElseThrow());
    }

    @Test
    void aTickStoodForByALaterOneIsCountedOnce() throws IOException {
        world.ticksEndAs(new Outcome.Undelivered(Reason.Kind.HOST_UNREACHABLE, "vanished"));
        world.pulse();
        world.passes(HALF_HOUR);
        world.ticksEndAs(new Outcome.Done());
        world.pulse();
        assertEquals("", faults());
        assertEquals(
                Map.of(DueOutcome.RAN, 2L, DueOutcome.COALESCED, 1L),
                world.audit().counts());
    }

    @Test
    void everyKindOfRestAndEveryUpgradeIsWhole() throws IOException {
        ticks(2);
        world.sleeps(Duration.ofHours(5));
        ticks(2);
        world.isOff(Duration.ofHours(40));
        ticks(1);
        world.pause(Instant.MAX);
        ticks(3);
        world.resume();
        world.host(false);
        ticks(3);
        world.host(true);
        world.install(Schedule.of(LedgerWorld.SCHEDULE, Cron.of("5 */2 * * *")).build());
        ticks(5);
        world.movesTo(ZoneId.of("Asia/Kolkata"));
        ticks(9);
        world.clockStepped(Duration.ofHours(-7));
        ticks(3);
        world.clockStepped(Duration.ofHours(9));
        ticks(3);
        world.install(Schedule.of(LedgerWorld.SCHEDULE, Every.of(Duration.ofMinutes(10)))
                .catchUp(CatchUp.EACH)
                .maxCatchUp(2)
                .build());
        ticks(4);
        assertEquals("", faults());
    }

    @Test
    void whatIsOwedAtAnUpgradeIsServedAndEachOfItAccountedFor() throws IOException {
        ticks(2);
        world.host(false);
        world.passes(Duration.ofHours(3));
        world.install(Schedule.of(LedgerWorld.SCHEDULE, Cron.of("5 4 * * *")).build());
        world.tellInstalled();
        world.passes(Duration.ofMinutes(7));
        world.host(true);
        Step.Ticked tick = assertInstanceOf(Step.Ticked.class, world.pulse());
        assertEquals(Instant.parse("2026-03-02T14:30:00Z"), tick.tick().due(), "the last one of the old recurrence");
        assertEquals(6, tick.tick().missed());
        assertInstanceOf(Step.Nothing.class, world.pulse(), "the new one owes nothing from before the upgrade");
        ScheduleAudit audit = world.audit();
        assertEquals("", faults());
        assertEquals(6L, audit.counts().get(DueOutcome.COALESCED));
    }

    @Test
    void eachOfWhatIsOwedAtAnUpgradeIsServedInTurn() throws IOException {
        ticks(2);
        world.host(false);
        world.passes(Duration.ofHours(3));
        world.install(Schedule.of(LedgerWorld.SCHEDULE, Every.of(Duration.ofHours(6)))
                .catchUp(CatchUp.EACH)
                .maxCatchUp(3)
                .build());
        world.host(true);
        for (String due : List.of("13:30", "14:00", "14:30")) {
            Step.Ticked tick = assertInstanceOf(Step.Ticked.class, world.pulse());
            assertEquals(
                    Instant.parse("2026-03-02T" + due + ":00Z"), tick.tick().due());
            world.passes(Duration.ofMinutes(1));
        }
        assertEquals(4L, world.audit().counts().get(DueOutcome.MISSED));
        assertEquals("", faults());
    }

    private void rotates(int number) throws IOException {
        Files.move(
                world.folder.history().toPath(), world.folder.path().toPath().resolve("history-" + number + ".jsonl"));
    }

    @Test
    void theProofGoesOnFromWhatIsKnownOfDroppedFiles() throws IOException {
        ticks(5);
        world.sleeps(Duration.ofHours(3));
        world.ticksEndAs(new Outcome.Lost("vanished"));
        world.pulse();
        rotates(1);
        world.ticksEndAs(new Outcome.Done());
        world.passes(HALF_HOUR);
        ticks(5);
        rotates(2);
        ticks(5);
        ScheduleAudit whole = world.audit();
        assertEquals("", faults());
        new History(world.folder).tidy(Long.MAX_VALUE);
        assertEquals(whole, world.audit());
        new History(world.folder).tidy(0);
        assertEquals("", faults());
        assertEquals(whole.counts(), world.audit().counts());
        assertEquals(whole.through(), world.audit().through());
        assertEquals(LedgerWorld.START, world.audit().since().orElseThrow());
        ticks(3);
        change(true, "\"fired\"", "\"due\":\"" + world.now().minus(Duration.ofMinutes(60)) + "\"");
        assertTrue(faults().contains("unaccounted "), faults());
    }

    @Test
    void aFileThatIsGoneIsListed() throws IOException {
        ticks(3);
        rotates(1);
        ticks(3);
        rotates(2);
        ticks(3);
        Files.delete(world.folder.path().toPath().resolve("history-2.jsonl"));
        assertTrue(faults().contains("unaccounted 2026-03-02T12:00:00Z 2026-03-02T13:00:00Z 3"), faults());
        assertTrue(
                world.audit().problems().stream().anyMatch(each -> each.what().startsWith("6 groups of lines")));
    }

    @Test
    void aLostTickIsListed() throws IOException {
        ticks(6);
        change(true, "\"fired\"", "\"due\":\"2026-03-02T11:30:00Z\"");
        assertTrue(faults().contains("unaccounted 2026-03-02T11:30:00Z 2026-03-02T11:30:00Z 1"), faults());
        assertTrue(faults().contains("lines "), faults());
    }

    @Test
    void aTickThatIsTornOutOfItsGroupIsListed() throws IOException {
        world.sleeps(Duration.ofHours(3));
        ticks(2);
        change(true, "\"coalesced\"");
        assertTrue(faults().contains("unaccounted 2026-03-02T10:30:00Z 2026-03-02T13:00:00Z 6"), faults());
    }

    @Test
    void aDoubledLineIsListed() throws IOException {
        world.sleeps(Duration.ofHours(3));
        ticks(2);
        change(false, "\"fired\"", "\"due\":\"2026-03-02T13:30:00Z\"");
        assertTrue(faults().contains("double 2026-03-02T13:30:00Z 2026-03-02T13:30:00Z 1"), faults());
        assertTrue(faults().contains("lines "), faults());
    }

    @Test
    void aWrongThroughIsListed() throws IOException {
        world.sleeps(Duration.ofHours(3));
        ticks(2);
        replace("\"coalesced\"", "\"through\":\"2026-03-02T13:00:00Z\"", "\"through\":\"2026-03-02T12:30:00Z\"");
        assertEquals(
                "misfit 2026-03-02T10:30:00Z 2026-03-02T12:30:00Z 6\n"
                        + "unaccounted 2026-03-02T13:00:00Z 2026-03-02T13:00:00Z 1",
                faults());
    }

    @Test
    void aWrongCountIsListed() throws IOException {
        world.sleeps(Duration.ofHours(3));
        ticks(2);
        replace("\"coalesced\"", "\"count\":6", "\"count\":5");
        assertEquals("misfit 2026-03-02T10:30:00Z 2026-03-02T13:00:00Z 5", faults());
    }

    @Test
    void aCompletedTickThatIsAlsoSkippedIsListed() throws IOException {
        ticks(3);
        List<String> lines = world.lines();
        lines.add("{\"at\":\"2026-03-02T12:00:00Z\",\"schedule\":\"heartbeat\",\"event\":\"skipped\","
                + "\"due\":\"2026-03-02T11:00:00Z\",\"count\":1,\"why\":\"x\"}");
        world.lines(lines);
        assertTrue(faults().contains("double 2026-03-02T11:00:00Z 2026-03-02T11:00:00Z 1"), faults());
    }

    @Test
    void aHistoryThatEndsBeforeTheStateIsListed() throws IOException {
        ticks(6);
        List<String> lines = world.lines();
        world.lines(lines.subList(0, lines.size() - 6));
        assertTrue(faults().startsWith("lines "), faults());
        assertTrue(faults().contains("state-ahead 2026-03-02T12:30:00Z 2026-03-02T13:00:00Z 2"), faults());
    }

    @Test
    void aCutLineIsNoFaultWhereTheTickWasDecidedAgain() throws IOException {
        ticks(2);
        world.diesBeforeTheStateIsWritten(world::pulse);
        List<String> lines = world.lines();
        int last = lines.size() - 1;
        while (!lines.get(last).contains("\"fired\"")) {
            lines.remove(last--);
        }
        lines.set(last, lines.get(last).substring(0, 60));
        world.lines(lines);
        world.pulse();
        assertEquals("", faults());
    }
}
