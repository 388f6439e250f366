package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Share;
import dev.tickover.testing.backend.Apps;
import dev.tickover.testing.backend.GoldenApp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proves that no due instant is without a pulse: fires the triggers of whole documents by a model of Task Scheduler over
 * a year and compares with what is due.
 */
class PulseModelTest {

    private static final int DRAWN = Share.count(200, 1000);
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(366);

    /** Where there are many pulses, days around the changes are looked at, and these at the beginning. */
    private static final Duration SOME_DAYS = Duration.ofDays(3);

    private static final int MOST_PULSES = 4000;

    private final WindowsTaskBackend backend = Deployments.backend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void everyDueInstantOfTheGoldenTasksIsPulsedInTime(GoldenApp sample) {
        assertPulsed(sample.name(), Deployments.of(sample));
    }

    @Test
    void everyDueInstantOfDrawnSchedulesIsPulsedInTime() {
        int checked = 0;
        long first = 1000 + Share.firstSeed(DRAWN);
        for (long seed = first; seed < first + DRAWN; seed++) {
            checked +=
                    assertPulsed("seed " + seed + Share.text(), new RandomDeployments(seed).next(Deployments.FOLDER));
        }
        assertTrue(checked > 100 * DRAWN, checked + " due instants");
    }

    /** Without this, the tests above would pass a model that fires all the time. */
    @Test
    void modelMissesAPulseThatIsNotThere() {
        String document = backend.translate(Deployments.of(GoldenApp.HOURS))
                .documents()
                .get(0)
                .content();
        int at = document.indexOf("T12:00:00");
        String damaged = document.substring(0, at) + "T12:01:00" + document.substring(at + 9);
        ZoneId zone = Deployments.of(GoldenApp.HOURS).zone();
        Instant noon = Instant.parse("2027-02-01T11:00:00Z");
        assertEquals(noon, first(ModelTrigger.of(document, zone), noon));
        assertEquals(noon.plusSeconds(60), first(ModelTrigger.of(damaged, zone), noon));
    }

    /** Restates public vectors of another scheduler's translation: the counts of triggers that Tickover needs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/5 * * * *                |  1 |    12",
                "*/15 * * * *               |  1 |     4",
                "0 */3 * * *                |  8 | 0.333",
                "0 9 * * MON-FRI            |  1 | 0.030",
                "0,30 9-17 * * *            | 18 | 0.750",
                "0 0 * * *                  |  1 | 0.042",
                "0 0 1 1 *                  |  1 | 0.000",
                "*/7 9-13 * * *             | 45 | 1.875",
                "*/7 * * * *                |  9 |     9",
                "*/8 * * * *                |  8 |     8",
                "*/13 * * * *               |  5 |     5",
                "*/15 * * 6 *               |  1 |     4",
                "0,10,20,30,40,50 1-9 * * * |  1 |     6",
                "0,30 * 15 * 5              |  1 |     2",
                "* 9-17 * * *               |  1 |    60",
                "1-50 9-17 * * *            |  1 |    60"
            })
    void fewTriggersSayWhatCronSays(String cron, int triggers, double pulsesPerHour) {
        Deployment deployment =
                Deployments.user(Apps.app("alma", Apps.cron("a", cron).build()));
        Translation.Entry entry = backend.translate(deployment).entries().get(0);
        assertEquals(triggers, entry.triggers().size(), entry.triggers()::toString);
        assertEquals(pulsesPerHour, entry.pulsesPerHour(), 0.0006);
        assertPulsed(cron, deployment);
    }

    @Test
    void wideningIsTold() {
        Deployment deployment = Deployments.user(Apps.app(
                "alma",
                Apps.cron("quarters-of-june", "*/15 * * 6 *").build(),
                Apps.cron("odd-mondays", "0 9 */2 * 1").build(),
                Apps.cron("first-days-or-mondays", "0 9 1-7 * 1").build()));
        List<Translation.Entry> entries = backend.translate(deployment).entries();
        assertEquals(
                List.of("triggers: 96 would be needed and a task has at most 48: it pulses in every hour of every day "
                        + "instead, 4 times an hour"),
                entries.get(0).losses());
        assertEquals(
                List.of("CalendarTrigger at 09:00 ScheduleByWeek on Monday"),
                entries.get(1).triggers());
        assertTrue(entries.get(1).losses().get(0).startsWith("days: "));
        assertEquals(List.of(), entries.get(2).losses());
        assertPulsed("widened", deployment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A repetition that has the opening already, and one that has not.
                "*/30 * * * *               | 08:00 |  1",
                "*/30 * * * *               | 08:10 |  2",
                // What the opening has on every day needs no trigger of its own on some.
                "0 9 * * MON-FRI            | 09:00 |  1",
                "0 9 * * MON-FRI            | 08:00 |  2",
                "*/7 9-13 * * *             | 08:10 | 46",
                // Full: all is widened.
                "0-47 9 * * *               | 08:30 | 48"
            })
    void activeHoursAddATriggerWhereTheyOpen(String cron, LocalTime from, int triggers) {
        Deployment deployment = Deployments.user(Apps.app(
                "alma",
                Apps.cron("a", cron)
                        .active(new ActiveHours(from, LocalTime.of(22, 0)))
                        .build()));
        Translation.Entry entry = backend.translate(deployment).entries().get(0);
        assertEquals(triggers, entry.triggers().size(), entry.triggers()::toString);
        assertPulsed(cron, deployment);
    }

    @Test
    void sweepIsPulsedAtItsSecond() {
        String sweep = backend.translate(Deployments.of(GoldenApp.HALF_HOUR))
                .documents()
                .get(1)
                .content();
        List<ModelTrigger> triggers = ModelTrigger.of(sweep, ZoneId.of("Europe/Berlin"));
        Instant pulse = first(triggers, FROM);
        assertEquals(41, pulse.getEpochSecond() % 60);
        assertEquals(pulse.plus(Duration.ofMinutes(15)), first(triggers, pulse.plusSeconds(1)));
    }

    private int assertPulsed(String what, Deployment deployment) {
        Translation translation = backend.translate(deployment);
        int checked = 0;
        for (int i = 0; i < translation.entries().size(); i++) {
            Translation.Entry entry = translation.entries().get(i);
            String document = translation.documents().get(i).content();
            assertTrue(entry.triggers().size() <= TriggerPlan.MOST, what);
            Optional<Schedule> schedule = deployment.app().schedule(entry.name());
            if (schedule.isPresent()) {
                // Windows has a minute to be late.
                Duration bound = entry.worstLateness().minus(Translator.SCHEDULER_LATENESS);
                ZoneId zone = deployment.zone();
                String text = what + ' ' + entry.name() + ' ' + schedule.get().recurrence() + ' ' + zone;
                List<ModelTrigger> triggers = ModelTrigger.of(document, zone);
                Recurrence recurrence = schedule.get().recurrence();
                checked += assertPulsed(text, after -> recurrence.next(after, zone), zone, triggers, bound);
                if (schedule.get().active().isPresent()) {
                    DueInstants openings = schedule.get().active().get().openings(zone);
                    checked += assertPulsed(text + " opens", openings, zone, triggers, bound);
                }
            }
        }
        return checked;
    }

    /** Looks at the first due instant after each pulse, which waits the longest for the next. */
    private static int assertPulsed(
            String what, DueInstants instants, ZoneId zone, List<ModelTrigger> triggers, Duration bound) {
        int checked = 0;
        for (Instant[] span : spans(zone, triggers)) {
            Optional<Instant> due = instants.next(span[0]);
            while (due.isPresent() && due.get().isBefore(span[1])) {
                Instant pulse = first(triggers, due.get());
                assertFalse(
                        Duration.between(due.get(), pulse).compareTo(bound) > 0,
                        what + ": due at " + due.get() + ", pulsed at " + pulse + ", later than " + bound);
                checked++;
                due = instants.next(pulse);
            }
        }
        return checked;
    }

    private static List<Instant[]> spans(ZoneId zone, List<ModelTrigger> triggers) {
        Instant until = FROM.plus(YEAR);
        int pulses = 0;
        for (Instant at = FROM; at.isBefore(until) && pulses < MOST_PULSES; pulses++) {
            at = first(triggers, at).plusSeconds(1);
        }
        List<Instant[]> spans = new ArrayList<>();
        if (pulses < MOST_PULSES) {
            spans.add(new Instant[] {FROM, until});
            return spans;
        }
        spans.add(new Instant[] {FROM, FROM.plus(SOME_DAYS)});
        ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
        while (change != null && change.getInstant().isBefore(until)) {
            spans.add(new Instant[] {
                change.getInstant().minus(SOME_DAYS), change.getInstant().plus(SOME_DAYS)
            });
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return spans;
    }

    private static Instant first(List<ModelTrigger> triggers, Instant instant) {
        return triggers.stream()
                .flatMap(trigger -> trigger.atOrAfter(instant).stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** A pulse of the machine's scope differs in nothing that the clock fires. */
    @Test
    void scopesFireAlike() {
        Deployment user = Deployments.of(GoldenApp.HOURS);
        Deployment system = Deployments.of(user.app(), Scope.SYSTEM, user.documentFolder(), user.tickCommand());
        assertEquals(
                backend.translate(user).entries().get(0).triggers(),
                backend.translate(system).entries().get(0).triggers());
    }
}
