package dev.tickover.installer.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.installer.install.Backends;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.EntryModel;
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
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves, with the models of the OS schedulers that {@code simulate} uses, what {@code plan} promises of each golden
 * schedule on each system: the generated document is read back, the model starts the client as that document says, and
 * no due instant waits longer than was stated. Around the changes of the clocks, and over two years for what is rare.
 */
class GoldenPulsesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration RUN = Duration.ofSeconds(5);

    /** Until a lingering user's manager, or a login, is there; what is stated counts from it. */
    private static final Duration UNTIL_LOGIN = Duration.ofSeconds(20);

    private static final SampleUser USER = new SampleUser(
            Path.of("/home/me/documents"),
            Path.of("/documents"),
            Path.of("/home/me/state"),
            List.of("/opt/java", "tick"));

    private static final AtomicLong PROVED = new AtomicLong();

    @AfterAll
    static void tellHowManyWereProved() {
        System.out.println(PROVED + " due instants of " + GoldenApp.values().length + " applications on "
                + OsModel.values().length + " systems pulsed within the stated lateness, by the models of simulate");
    }

    /** A stretch of time in which a schedule is watched. */
    private record Span(Instant from, Instant until) {
        static Span of(String from, String until) {
            return new Span(Instant.parse(from + "T00:00:00Z"), Instant.parse(until + "T00:00:00Z"));
        }
    }

    private static final List<Span> CHANGES =
            List.of(Span.of("2026-03-27", "2026-03-31"), Span.of("2026-10-23", "2026-10-27"));
    private static final List<Span> YEARS = List.of(Span.of("2026-01-01", "2028-01-01"));

    static List<Arguments> everyGoldenAppOnEveryBackend() {
        List<Arguments> all = new ArrayList<>();
        for (OsModel model : OsModel.values()) {
            for (GoldenApp sample : GoldenApp.values()) {
                all.add(Arguments.of(model, sample));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyGoldenAppOnEveryBackend")
    void everyDueInstantIsPulsedWithinTheStatedLateness(OsModel model, GoldenApp sample) {
        Deployment deployment = USER.of(sample);
        Translation translation = backend(model).translate(deployment);
        int checked = 0;
        for (Schedule schedule : sample.application().enabledSchedules()) {
            Translation.Entry entry = entry(translation, schedule.name());
            DueInstants due = DueInstants.of(schedule.recurrence(), BERLIN, deployment.offset(schedule.name()));
            for (Span span : entry.pulsesPerHour() < 0.2 ? YEARS : CHANGES) {
                for (int variant = 0; variant < 4; variant++) {
                    NavigableSet<Instant> starts =
                            starts(models(model, translation, schedule.name(), sample, variant), span);
                    checked += assertInTime(due, span, starts, entry, model + " " + sample + " " + schedule.name());
                }
            }
        }
        assertTrue(checked >= 8, checked + " due instants");
        PROVED.addAndGet(checked);
    }

    @ParameterizedTest
    @MethodSource("everyGoldenAppOnEveryBackend")
    void sleepIsMadeUpForWithinTheStatedTime(OsModel model, GoldenApp sample) {
        Translation translation = backend(model).translate(USER.of(sample));
        for (Translation.Entry entry : translation.entries()) {
            for (String wake : List.of("2026-03-29T00:59:30Z", "2026-03-29T11:07:13Z", "2026-06-03T04:00:01Z")) {
                for (int variant = 0; variant < 4; variant++) {
                    Instant at = Instant.parse(wake);
                    Duration after = Duration.ofDays(1);
                    for (String name : List.of(entry.name(), Schedule.SWEEP)) {
                        for (EntryModel it : models(model, translation, name, sample, variant)) {
                            it.loaded(at.minus(Duration.ofDays(2)), BERLIN, true);
                            starts(it, at.minus(Duration.ofHours(36)));
                            it.resumed(at);
                            Instant start =
                                    starts(it, at.plus(entry.afterWake())).ceiling(at);
                            after = start == null ? after : shorter(after, Duration.between(at, start));
                        }
                    }
                    assertTrue(after.compareTo(entry.afterWake()) <= 0, entry + ": " + after + " after " + wake);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyGoldenAppOnEveryBackend")
    void timeWithoutPowerIsMadeUpForWithinTheStatedTime(OsModel model, GoldenApp sample) {
        Translation translation = backend(model).translate(USER.of(sample));
        for (Translation.Entry entry : translation.entries()) {
            for (int variant = 0; variant < 4; variant++) {
                Instant boot = Instant.parse("2026-06-03T04:01:01Z");
                Instant first = Instant.MAX;
                Duration stated = entry.afterBoot().plus(model == OsModel.SYSTEMD ? UNTIL_LOGIN : Duration.ZERO);
                for (String name : List.of(entry.name(), Schedule.SWEEP)) {
                    for (EntryModel it : models(model, translation, name, sample, variant)) {
                        it.loaded(boot, BERLIN, false);
                        Instant start = starts(it, boot.plus(stated)).ceiling(boot);
                        first = start != null && start.isBefore(first) ? start : first;
                    }
                }
                assertTrue(!first.isAfter(boot.plus(stated)), entry + ": " + first + " after " + boot);
            }
        }
    }

    /** Without this, models that start all the time would prove anything. */
    @Test
    void proofFailsWhereADocumentSaysTheWrongMinute() {
        GoldenApp sample = GoldenApp.HALF_HOUR;
        for (OsModel model : OsModel.values()) {
            Translation translation = backend(model).translate(USER.of(sample));
            Document right = document(translation, "heartbeat");
            Document late = new Document(right.path(), damage(right.content()), right.charset());
            Span span = CHANGES.get(0);
            NavigableSet<Instant> starts = starts(models(model, late, "heartbeat", sample, 0), span);
            Instant due = Instant.parse("2026-03-28T10:30:00Z");
            Duration wait = Duration.between(due, starts.ceiling(due));
            assertTrue(wait.compareTo(entry(translation, "heartbeat").worstLateness()) > 0, model + ": " + wait);
        }
    }

    private static String damage(String document) {
        return document.replace("*:00/30:00", "*:07/30:00")
                .replace("<key>Minute</key><integer>30</integer>", "<key>Minute</key><integer>37</integer>")
                .replace("T00:00:00Z", "T00:07:00Z");
    }

    @Test
    void documentsAreReadAsTheirSystemsWould() {
        DocumentPlan timer = DocumentPlan.ofTimer("OnCalendar=Mon..Fri *-*-* 09..17:00/5:41 Europe/Paris\n")
                .get(0);
        assertEquals(Duration.ofSeconds(41), timer.second());
        assertEquals(
                Optional.of(Instant.parse("2026-06-01T07:00:00Z")),
                timer.plan().next(Instant.parse("2026-05-29T15:55:00Z"), BERLIN));
        DocumentPlan task = DocumentPlan.ofTask("<TimeTrigger><StartBoundary>2020-01-01T00:03:41Z</StartBoundary>"
                        + "<Repetition><Interval>PT15M</Interval></Repetition></TimeTrigger>")
                .get(0);
        assertEquals(
                Optional.of(Instant.parse("2026-05-29T15:48:00Z")),
                task.plan().next(Instant.parse("2026-05-29T15:33:00Z"), BERLIN));
    }

    private static int assertInTime(
            DueInstants due, Span span, NavigableSet<Instant> starts, Translation.Entry entry, String what) {
        int count = 0;
        Instant last = span.until().minus(Duration.ofHours(2));
        Optional<Instant> next = due.next(span.from().plus(Duration.ofHours(2)));
        while (next.isPresent() && next.get().isBefore(last)) {
            Instant at = next.get();
            Instant start = starts.ceiling(at);
            assertTrue(
                    start != null && Duration.between(at, start).compareTo(entry.worstLateness()) <= 0,
                    () -> what + ": due " + at + ", started " + start + ", stated " + entry.worstLateness());
            count++;
            next = due.next(at);
        }
        return count;
    }

    private static NavigableSet<Instant> starts(List<EntryModel> entries, Span span) {
        NavigableSet<Instant> starts = new TreeSet<>();
        for (EntryModel entry : entries) {
            entry.loaded(span.from(), BERLIN, true);
            starts.addAll(starts(entry, span.until()));
        }
        return starts;
    }

    /** Lets a model run, with clients that take some seconds each. */
    private static NavigableSet<Instant> starts(EntryModel entry, Instant until) {
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

    /**
     * Makes the models of an entry, one for each clock that it goes by: late by nothing or a second, with what the
     * documents leave open both ways.
     */
    private static List<EntryModel> models(
            OsModel model, Translation translation, String name, GoldenApp sample, int variant) {
        return models(model, document(translation, name), name, sample, variant);
    }

    private static List<EntryModel> models(
            OsModel model, Document document, String name, GoldenApp sample, int variant) {
        boolean either = (variant & 1) != 0;
        Duration jitter = Duration.ofMillis((variant & 2) != 0 ? 999 : 0);
        if (document.content().contains("<key>StartInterval</key>")) {
            // simulate knows no such entry; a calendar that is as late as an interval can be stands in for it.
            Every every =
                    (Every) sample.application().schedule(name).orElseThrow().recurrence();
            Duration late = every.interval().minus(Duration.ofMinutes(1));
            return List.of(
                    new LaunchdEntry(PulsePlanner.inMachineZone(every, BERLIN, late), Duration.ofSeconds(59), either));
        }
        List<EntryModel> models = new ArrayList<>();
        for (DocumentPlan plan : DocumentPlan.reader(model.target()).apply(document.content())) {
            models.add(model(model, document, plan, either, jitter));
        }
        return models;
    }

    private static EntryModel model(
            OsModel model, Document document, DocumentPlan plan, boolean either, Duration jitter) {
        return switch (model) {
            case SYSTEMD ->
                new SystemdEntry(plan.plan(), plan.second(), Duration.ofSeconds(afterStart(document)), jitter);
            case LAUNCHD -> new LaunchdEntry(plan.plan(), plan.second().plus(jitter), either);
            case WINDOWS_TASK ->
                new TaskSchedulerEntry(
                        plan.plan(),
                        plan.second().plus(jitter),
                        document.content().contains("<LogonTrigger>")
                                || document.content().contains("<BootTrigger>"),
                        false,
                        either);
        };
    }

    private static long afterStart(Document timer) {
        return timer.content()
                .lines()
                .filter(line -> line.matches("On(Startup|Boot)Sec=\\d+s"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static Document document(Translation translation, String name) {
        return translation.documents().stream()
                .filter(it -> it.path().toString().matches(".*\\." + name + "\\.(timer|plist|xml)"))
                .findFirst()
                .orElseThrow();
    }

    private static Translation.Entry entry(Translation translation, String name) {
        return translation.entries().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Backend backend(OsModel model) {
        return Backends.find().named(model.target()).orElseThrow();
    }
}
