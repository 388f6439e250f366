package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.simulation.DocumentPlan;
import dev.tickover.testing.simulation.ModelContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Task Scheduler does and other schedulers do not, and the contract of all models. */
class WindowsTaskModelTest extends ModelContract {

    private static final Instant INSTALLED = Instant.parse("2026-03-02T10:01:00Z");

    WindowsTaskModelTest() {
        super(new WindowsTaskBackend(), new WindowsTaskModel());
    }

    @Override
    protected List<DocumentPlan> read(String document) {
        return DocumentPlan.ofTask(document);
    }

    @Override
    protected Optional<Duration> readDelayAfterBoot(String document) {
        return Pattern.compile("(?s)<(LogonTrigger|BootTrigger)>.*?<Delay>(\\w+)</Delay>")
                .matcher(document)
                .results()
                .map(trigger -> Duration.parse(trigger.group(2)))
                .findFirst();
    }

    @Override
    protected String damage(String document) {
        return document.replace("T00:00:00Z", "T00:07:00Z");
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    private static TaskSchedulerEntry task(int minutes) {
        return new TaskSchedulerEntry(
                List.of(RepeatedTrigger.everyMinutes(minutes, 0)), Duration.ZERO, Duration.ZERO, true, false);
    }

    @Test
    void makesUpForAMissedStartTenMinutesLate() {
        TaskSchedulerEntry entry = task(360);
        entry.loaded(INSTALLED, BERLIN, true);
        entry.resumed(at("18:10:00"));
        assertEquals(List.of(at("18:20:00")), List.copyOf(starts(entry, at("22:00:00"))));
    }

    @Test
    void losesAStartWhileTheTaskRuns() {
        TaskSchedulerEntry entry = task(30);
        entry.loaded(at("10:29:00"), BERLIN, true);
        assertTrue(entry.reached(at("10:30:00")));
        assertFalse(entry.reached(at("11:00:00")));
        entry.ended(at("11:05:00"));
        assertEquals(List.of(), List.copyOf(starts(entry, at("11:29:00"))));
    }

    @Test
    void onlyTheSweepStartsAfterAWakeUp() {
        Duration delay = Duration.ofSeconds(10);
        List<Trigger> triggers = List.of(RepeatedTrigger.everyMinutes(30, 0), new Trigger.Wake(delay));
        TaskSchedulerEntry sweep = new TaskSchedulerEntry(triggers, Duration.ZERO, Duration.ZERO, true, false);
        TaskSchedulerEntry other = task(30);
        for (TaskSchedulerEntry entry : List.of(sweep, other)) {
            entry.loaded(INSTALLED, BERLIN, true);
            entry.resumed(at("10:10:00"));
        }
        assertEquals(List.of(at("10:10:10")), List.copyOf(starts(sweep, at("10:29:00"))));
        assertEquals(List.of(), List.copyOf(starts(other, at("10:29:00"))));
    }

    @Test
    void documentsAreReadAsTaskSchedulerWould() {
        DocumentPlan task = DocumentPlan.ofTask("<TimeTrigger><StartBoundary>2020-01-01T00:03:41Z</StartBoundary>"
                        + "<Repetition><Interval>PT15M</Interval></Repetition></TimeTrigger>")
                .get(0);
        assertEquals(
                Optional.of(Instant.parse("2026-05-29T15:48:00Z")),
                task.plan().next(Instant.parse("2026-05-29T15:33:00Z"), BERLIN));
    }
}
