package dev.tickover.installer.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.simulation.EntryModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each scheduler does that the others do not. */
class OsModelTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant INSTALLED = Instant.parse("2026-03-02T10:01:00Z");

    private static PulsePlan every(String interval) {
        return PulsePlanner.inMachineZone(Every.of(Duration.parse(interval)), BERLIN);
    }

    private static List<Instant> starts(EntryModel entry, Instant until) {
        List<Instant> starts = new ArrayList<>();
        while (entry.next().isPresent() && !entry.next().get().isAfter(until)) {
            Instant now = entry.next().get();
            if (entry.reached(now)) {
                starts.add(now);
                entry.ended(now.plusMillis(200));
            }
        }
        return starts;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    @Test
    void systemdStartsOnceAfterAResumeAndTwiceAfterABoot() {
        SystemdEntry entry = new SystemdEntry(every("PT30M"), Duration.ZERO, Duration.ofSeconds(30), Duration.ZERO);
        entry.loaded(INSTALLED, BERLIN, true);
        assertEquals(List.of(INSTALLED, at("10:30:00")), starts(entry, at("10:31:00")));
        entry.resumed(at("18:10:00"));
        assertEquals(List.of(at("18:10:02")), starts(entry, at("18:20:00")));
        entry.loaded(at("19:10:00"), BERLIN, false);
        assertEquals(List.of(at("19:10:20"), at("19:10:50")), starts(entry, at("19:20:00")));
    }

    @Test
    void launchdHoldsItsStartsAndReleasesOne() {
        LaunchdEntry entry = new LaunchdEntry(every("PT30M"), Duration.ZERO, true);
        entry.loaded(INSTALLED, BERLIN, true);
        starts(entry, at("10:10:00"));
        entry.held(true, at("10:10:00"));
        assertEquals(List.of(), starts(entry, at("13:10:00")));
        entry.held(false, at("13:10:00"));
        assertEquals(List.of(at("13:10:00")), starts(entry, at("13:20:00")));
    }

    @Test
    void launchdLosesTheRestOfTheDayInSpringWhereAMinuteHasNoHour() {
        LaunchdEntry entry = new LaunchdEntry(every("PT1M"), Duration.ZERO, true);
        Instant gap = Instant.parse("2026-03-29T01:00:00Z");
        entry.loaded(gap.minusSeconds(630), BERLIN, true);
        assertEquals(11, starts(entry, gap.minusSeconds(1)).size());
        assertEquals(9, starts(entry, gap.plusSeconds(3599)).size(), "the nine minutes that have an hour are left");
        // 22:00 UTC is midnight: from there on every minute comes again.
        starts(entry, Instant.parse("2026-03-29T22:00:00Z").minusSeconds(1));
        assertEquals(60, starts(entry, Instant.parse("2026-03-29T22:59:59Z")).size());
    }

    @Test
    void launchdsIntervalCountsFromTheLoadAndLosesWhatFallsIntoSleepOrIntoARun() {
        LaunchdIntervalEntry entry = new LaunchdIntervalEntry(Duration.ofMinutes(30), Duration.ZERO, true);
        entry.loaded(INSTALLED, BERLIN, true);
        assertEquals(List.of(INSTALLED, at("10:31:00"), at("11:01:00")), starts(entry, at("11:10:00")));
        entry.suspended(at("11:10:00"));
        entry.resumed(at("18:10:00"));
        assertEquals(List.of(at("18:31:00")), starts(entry, at("18:40:00")), "none at the wake-up");
        assertTrue(entry.reached(at("19:01:00")));
        assertEquals(false, entry.reached(at("19:31:00")));
        entry.ended(at("19:35:00"));
        assertEquals(List.of(at("20:01:00")), starts(entry, at("20:10:00")));
    }

    @Test
    void launchdsIntervalStandsStillInSleepWhereItsTimerDoesAndNoStepOfTheClockMovesIt() {
        LaunchdIntervalEntry entry = new LaunchdIntervalEntry(Duration.ofMinutes(30), Duration.ZERO, false);
        entry.loaded(INSTALLED, BERLIN, true);
        starts(entry, at("10:11:00"));
        entry.suspended(at("10:11:00"));
        entry.resumed(at("18:11:00"));
        assertEquals(List.of(at("18:31:00")), starts(entry, at("18:40:00")));
        entry.stepped(Duration.ofHours(-1), at("17:40:00"));
        assertEquals(List.of(at("18:01:00")), starts(entry, at("18:10:00")));
    }

    @Test
    void launchdHoldsItsIntervalsBackTooAndReleasesOne() {
        LaunchdIntervalEntry entry = new LaunchdIntervalEntry(Duration.ofMinutes(30), Duration.ZERO, true);
        entry.loaded(INSTALLED, BERLIN, true);
        starts(entry, at("10:10:00"));
        entry.held(true, at("10:10:00"));
        assertEquals(List.of(), starts(entry, at("13:10:00")));
        entry.held(false, at("13:10:00"));
        assertEquals(List.of(at("13:10:00")), starts(entry, at("13:20:00")));
    }

    @Test
    void taskSchedulerMakesUpForAMissedStartTenMinutesLate() {
        TaskSchedulerEntry entry = new TaskSchedulerEntry(every("PT6H"), Duration.ZERO, false, true, false);
        entry.loaded(INSTALLED, BERLIN, true);
        entry.resumed(at("18:10:00"));
        assertEquals(List.of(at("18:20:00")), starts(entry, at("22:00:00")));
    }

    @Test
    void taskSchedulerLosesAStartWhileTheTaskRunsAndSystemdMakesUpForIt() {
        TaskSchedulerEntry task = new TaskSchedulerEntry(every("PT30M"), Duration.ZERO, false, true, false);
        SystemdEntry timer = new SystemdEntry(every("PT30M"), Duration.ZERO, Duration.ofSeconds(30), Duration.ZERO);
        for (EntryModel entry : List.of(task, timer)) {
            entry.loaded(at("10:29:00"), BERLIN, true);
            starts(entry, at("10:29:30"));
            assertTrue(entry.reached(at("10:30:00")));
            assertEquals(false, entry.reached(at("11:00:00")));
            entry.ended(at("11:05:00"));
        }
        assertEquals(List.of(), starts(task, at("11:29:00")));
        assertEquals(List.of(at("11:05:00")), starts(timer, at("11:29:00")));
    }

    @Test
    void aMalformedSpanSaysWhatIsAllowed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Span.parse("25:00-07:00"))
                .getMessage()
                .contains("23:00-07:00"));
        assertThrows(IllegalArgumentException.class, () -> Span.parse("07:00-07:00"));
        assertThrows(IllegalArgumentException.class, () -> Span.parse("2026-03-03T10:00/2026-03-03T10:00"));
    }
}
