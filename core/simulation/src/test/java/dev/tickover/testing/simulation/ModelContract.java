package dev.tickover.testing.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Translation;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.EntryModel;
import dev.tickover.simulation.scheduler.ModelledEntries;
import dev.tickover.simulation.scheduler.SchedulerModel;
import dev.tickover.testing.backend.GoldenApp;
import dev.tickover.testing.backend.SampleUser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract between a backend and the model of its scheduler, for each golden application. The model starts the client
 * at the times that the documents hold, read back from their text. And it keeps what {@code plan} states: no due instant,
 * wake-up or boot waits longer. Around the changes of the clocks, and over two years for what is rare.
 */
public abstract class ModelContract {

    /** The zone of the deployments. */
    protected static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final Duration RUN = Duration.ofSeconds(5);
    private static final Instant BOOT = Instant.parse("2026-06-03T04:01:01Z");

    private static final SampleUser USER = new SampleUser(
            Path.of("/home/me/documents"),
            Path.of("/documents"),
            Path.of("/home/me/state"),
            List.of("/opt/java", "tick"));

    /** A stretch of time in which a schedule is watched. */
    private record Stretch(Instant from, Instant until) {
        static Stretch of(String from, String until) {
            return new Stretch(Instant.parse(from + "T00:00:00Z"), Instant.parse(until + "T00:00:00Z"));
        }
    }

    private static final Stretch SPRING = Stretch.of("2026-03-27", "2026-03-31");
    private static final Stretch AUTUMN = Stretch.of("2026-10-23", "2026-10-27");
    private static final Stretch YEARS = Stretch.of("2026-01-01", "2028-01-01");

    private static final AtomicLong CHECKED = new AtomicLong();

    private final Backend backend;
    private final SchedulerModel model;

    /** Tests a model against its backend. */
    protected ModelContract(Backend backend, SchedulerModel model) {
        this.backend = backend;
        this.model = model;
    }

    /** Reads when a document's entry is started by the calendar; nothing if it has none. */
    protected abstract List<DocumentPlan> read(String document);

    /** Reads how long after a boot a document's entry is started, whatever the calendar says; empty if it is not. */
    protected abstract Optional<Duration> readDelayAfterBoot(String document);

    /** Returns how long after a boot the scheduler runs; what a translation states counts from there. */
    protected Duration untilLogin() {
        return Duration.ZERO;
    }

    /** Returns a document whose minutes are others. */
    protected abstract String damage(String document);

    @AfterAll
    static void printHowManyWereChecked() {
        System.out.println(CHECKED + " due instants of " + GoldenApp.values().length
                + " applications pulsed within the stated lateness, by the model of simulate");
    }

    @Test
    void modelIsThatOfTheBackend() {
        assertEquals(backend.name(), model.name());
    }

    @ParameterizedTest
    @EnumSource
    void modelStartsAtTheTimesOfTheDocuments(GoldenApp sample) {
        Deployment deployment = USER.of(sample);
        for (Translation.Entry entry : backend.translate(deployment).entries()) {
            String document = document(entry);
            Stretch stretch = entry.pulsesPerHour() < 0.2 ? YEARS : AUTUMN;
            if (!read(document).isEmpty()) {
                assertEquals(
                        written(document, stretch),
                        onCalendar(entry(deployment, entry.name(), 0), stretch),
                        sample + " " + entry.name());
            }
            EntryModel booted = entry(deployment, entry.name(), 0);
            booted.loaded(BOOT, BERLIN, false);
            NavigableSet<Instant> starts = starts(booted, BOOT.plus(Duration.ofMinutes(5)));
            readDelayAfterBoot(document)
                    .map(BOOT::plus)
                    .ifPresent(start -> assertTrue(starts.contains(start), start + " is not among " + starts));
        }
    }

    @Test
    void modelDoesNotStartAtTheTimesOfOtherDocuments() {
        Deployment deployment = USER.of(GoldenApp.HALF_HOUR);
        String document = document(backend.translate(deployment).entries().get(0));
        assertNotEquals(written(damage(document), AUTUMN), onCalendar(entry(deployment, "heartbeat", 0), AUTUMN));
    }

    @ParameterizedTest
    @EnumSource
    void everyDueInstantIsPulsedWithinTheStatedLateness(GoldenApp sample) {
        Deployment deployment = USER.of(sample);
        int checked = 0;
        for (Translation.Entry entry : backend.translate(deployment).entries()) {
            Optional<Schedule> schedule = sample.application().schedule(entry.name());
            if (schedule.isPresent()) {
                DueInstants due = DueInstants.of(schedule.get().recurrence(), BERLIN, deployment.offset(entry.name()));
                for (Stretch stretch : entry.pulsesPerHour() < 0.2 ? List.of(YEARS) : List.of(SPRING, AUTUMN)) {
                    for (int variant = 0; variant < 4; variant++) {
                        EntryModel it = entry(deployment, entry.name(), variant);
                        it.loaded(stretch.from(), BERLIN, true);
                        checked += assertInTime(due, stretch, starts(it, stretch.until()), entry, sample);
                    }
                }
            }
        }
        assertTrue(checked >= 8, checked + " due instants");
        CHECKED.addAndGet(checked);
    }

    @ParameterizedTest
    @EnumSource
    void sleepIsMadeUpForWithinTheStatedTime(GoldenApp sample) {
        Deployment deployment = USER.of(sample);
        for (Translation.Entry entry : backend.translate(deployment).entries()) {
            for (String wake : List.of("2026-03-29T00:59:30Z", "2026-03-29T11:07:13Z", "2026-06-03T04:00:01Z")) {
                Instant at = Instant.parse(wake);
                for (int variant = 0; variant < 4; variant++) {
                    TreeSet<Instant> starts = new TreeSet<>();
                    for (EntryModel it : entryAndSweep(deployment, entry.name(), variant)) {
                        it.loaded(at.minus(Duration.ofDays(2)), BERLIN, true);
                        starts(it, at.minus(Duration.ofHours(36)));
                        it.suspended(at.minus(Duration.ofHours(36)));
                        it.resumed(at);
                        starts.addAll(starts(it, at.plus(entry.afterWake())));
                    }
                    assertTrue(starts.ceiling(at) != null, entry + " after " + wake);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeWithoutPowerIsMadeUpForWithinTheStatedTime(GoldenApp sample) {
        Deployment deployment = USER.of(sample);
        for (Translation.Entry entry : backend.translate(deployment).entries()) {
            Instant latest = BOOT.plus(untilLogin()).plus(entry.afterBoot());
            for (int variant = 0; variant < 4; variant++) {
                TreeSet<Instant> starts = new TreeSet<>();
                for (EntryModel it : entryAndSweep(deployment, entry.name(), variant)) {
                    it.loaded(BOOT, BERLIN, false);
                    starts.addAll(starts(it, latest));
                }
                assertTrue(starts.ceiling(BOOT) != null, entry + " after a boot");
            }
        }
    }

    private static int assertInTime(
            DueInstants due, Stretch stretch, NavigableSet<Instant> starts, Translation.Entry entry, GoldenApp sample) {
        int count = 0;
        Instant last = stretch.until().minus(Duration.ofHours(2));
        Optional<Instant> next = due.next(stretch.from().plus(Duration.ofHours(2)));
        while (next.isPresent() && next.get().isBefore(last)) {
            Instant at = next.get();
            Instant start = starts.ceiling(at);
            assertTrue(
                    start != null && Duration.between(at, start).compareTo(entry.worstLateness()) <= 0,
                    () -> sample + " " + entry.name() + ": due " + at + ", started " + start + ", stated "
                            + entry.worstLateness());
            count++;
            next = due.next(at);
        }
        return count;
    }

    /** Returns the times that a document holds, from a day after the stretch begins on. */
    private NavigableSet<Instant> written(String document, Stretch stretch) {
        NavigableSet<Instant> starts = new TreeSet<>();
        for (DocumentPlan each : read(document)) {
            Optional<Instant> next = each.plan().next(aDayAfter(stretch).minus(each.second()), BERLIN);
            while (next.isPresent() && !next.get().plus(each.second()).isAfter(stretch.until())) {
                starts.add(next.get().plus(each.second()));
                next = each.plan().next(next.get(), BERLIN);
            }
        }
        return starts;
    }

    private static NavigableSet<Instant> onCalendar(EntryModel entry, Stretch stretch) {
        entry.loaded(stretch.from(), BERLIN, true);
        return starts(entry, stretch.until()).tailSet(aDayAfter(stretch), false);
    }

    private static Instant aDayAfter(Stretch stretch) {
        return stretch.from().plus(Duration.ofDays(1));
    }

    /** Lets a model run, with clients that take some seconds each. */
    protected static NavigableSet<Instant> starts(EntryModel entry, Instant until) {
        NavigableSet<Instant> starts = new TreeSet<>();
        while (entry.next().isPresent() && !entry.next().get().isAfter(until)) {
            Instant now = entry.next().get();
            if (entry.reached(now)) {
                starts.add(now);
                entry.ended(now.plus(RUN));
            }
        }
        return starts;
    }

    private List<EntryModel> entryAndSweep(Deployment deployment, String name, int variant) {
        List<EntryModel> entries = new ArrayList<>(List.of(entry(deployment, name, variant)));
        if (!name.equals(Schedule.SWEEP)) {
            entries.add(entry(deployment, Schedule.SWEEP, variant));
        }
        return entries;
    }

    /** Makes the model of an entry: late by nothing or by a second, with what the documents leave open both ways. */
    private EntryModel entry(Deployment deployment, String name, int variant) {
        ModelledEntries entries = model.entries(deployment, new Variant(variant));
        return name.equals(Schedule.SWEEP)
                ? entries.sweep()
                : entries.schedules().get(name);
    }

    private static final class Variant extends Random {

        private static final long serialVersionUID = 1L;

        private final int variant;

        Variant(int variant) {
            this.variant = variant;
        }

        @Override
        public int nextInt(int bound) {
            return (variant & 2) != 0 ? bound - 1 : 0;
        }

        @Override
        public boolean nextBoolean() {
            return (variant & 1) != 0;
        }
    }

    /** Returns the document that says when the entry starts. */
    private static String document(Translation.Entry entry) {
        return entry.documents().stream()
                .filter(document -> !document.path().toString().endsWith(".service"))
                .findFirst()
                .orElseThrow()
                .content();
    }
}
