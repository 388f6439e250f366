package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.testing.simulation.DocumentPlan;
import dev.tickover.testing.simulation.ModelContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What launchd does and other schedulers do not, and the contract of all models. */
class LaunchdModelTest extends ModelContract {

    private static final Instant INSTALLED = Instant.parse("2026-03-02T10:01:00Z");

    LaunchdModelTest() {
        super(new LaunchdBackend(), new LaunchdModel());
    }

    @Override
    protected List<DocumentPlan> read(String document) {
        return document.contains("<key>StartInterval</key>") ? List.of() : DocumentPlan.ofPropertyList(document);
    }

    @Override
    protected Optional<Duration> readDelayAfterBoot(String document) {
        return Pattern.compile("<key>RunAtLoad</key>\\s*<true/>")
                .matcher(document)
                .results()
                .map(load -> Duration.ZERO)
                .findFirst();
    }

    @Override
    protected String damage(String document) {
        return document.replace("<key>Minute</key><integer>30</integer>", "<key>Minute</key><integer>37</integer>");
    }

    private static PulsePlan every(String interval) {
        return PulsePlanner.inMachineZone(Every.of(Duration.parse(interval)), BERLIN);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    private static LaunchdEntry agent(String interval) {
        return new LaunchdEntry(CalendarIntervals.of(every(interval)), Duration.ZERO, Duration.ZERO, true);
    }

    private static LaunchdIntervalEntry halfHourly(boolean countsSleep) {
        return new LaunchdIntervalEntry(new StartInterval(1800), Duration.ZERO, countsSleep);
    }

    @Test
    void holdsItsStartsAndReleasesOne() {
        LaunchdEntry entry = agent("PT30M");
        entry.loaded(INSTALLED, BERLIN, true);
        starts(entry, at("10:10:00"));
        entry.held(true, at("10:10:00"));
        assertEquals(List.of(), List.copyOf(starts(entry, at("13:10:00"))));
        entry.held(false, at("13:10:00"));
        assertEquals(List.of(at("13:10:00")), List.copyOf(starts(entry, at("13:20:00"))));
    }

    @Test
    void losesTheRestOfTheDayInSpringWhereAMinuteHasNoHour() {
        LaunchdEntry entry = agent("PT1M");
        Instant gap = Instant.parse("2026-03-29T01:00:00Z");
        entry.loaded(gap.minusSeconds(630), BERLIN, true);
        assertEquals(11, starts(entry, gap.minusSeconds(1)).size());
        assertEquals(9, starts(entry, gap.plusSeconds(3599)).size(), "the nine minutes that have an hour are left");
        // 22:00 UTC is midnight: from there on every minute comes again.
        starts(entry, Instant.parse("2026-03-29T22:00:00Z").minusSeconds(1));
        assertEquals(60, starts(entry, Instant.parse("2026-03-29T22:59:59Z")).size());
    }

    @Test
    void intervalCountsFromTheLoadAndLosesWhatFallsIntoSleepOrIntoARun() {
        LaunchdIntervalEntry entry = halfHourly(true);
        entry.loaded(INSTALLED, BERLIN, true);
        assertEquals(List.of(INSTALLED, at("10:31:00"), at("11:01:00")), List.copyOf(starts(entry, at("11:10:00"))));
        entry.suspended(at("11:10:00"));
        entry.resumed(at("18:10:00"));
        assertEquals(List.of(at("18:31:00")), List.copyOf(starts(entry, at("18:40:00"))), "none at the wake-up");
        assertTrue(entry.reached(at("19:01:00")));
        assertFalse(entry.reached(at("19:31:00")));
        entry.ended(at("19:35:00"));
        assertEquals(List.of(at("20:01:00")), List.copyOf(starts(entry, at("20:10:00"))));
    }

    @Test
    void intervalStandsStillInSleepWhereItsTimerDoesAndNoStepOfTheClockMovesIt() {
        LaunchdIntervalEntry entry = halfHourly(false);
        entry.loaded(INSTALLED, BERLIN, true);
        starts(entry, at("10:11:00"));
        entry.suspended(at("10:11:00"));
        entry.resumed(at("18:11:00"));
        assertEquals(List.of(at("18:31:00")), List.copyOf(starts(entry, at("18:40:00"))));
        entry.stepped(Duration.ofHours(-1), at("17:40:00"));
        assertEquals(List.of(at("18:01:00")), List.copyOf(starts(entry, at("18:10:00"))));
    }

    @Test
    void holdsItsIntervalsBackTooAndReleasesOne() {
        LaunchdIntervalEntry entry = halfHourly(true);
        entry.loaded(INSTALLED, BERLIN, true);
        starts(entry, at("10:10:00"));
        entry.held(true, at("10:10:00"));
        assertEquals(List.of(), List.copyOf(starts(entry, at("13:10:00"))));
        entry.held(false, at("13:10:00"));
        assertEquals(List.of(at("13:10:00")), List.copyOf(starts(entry, at("13:20:00"))));
    }
}
