package dev.tickover.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Silence is seen even where nothing at all happens any more: it lasts to the end of the trace. */
class SilenceTest {

    private static final Instant START = Instant.parse("2026-03-02T10:01:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final SimulatedMachine machine = new SimulatedMachine(START, ZoneOffset.UTC);

    /** Is an entry that the OS scheduler forgets at a moment. */
    private static final class Forgotten extends CalendarEntry {
        private final Instant from;

        Forgotten(Schedule schedule, Instant from) {
            super(plan(schedule), Duration.ZERO);
            this.from = from;
        }

        private static PulsePlan plan(Schedule schedule) {
            return PulsePlanner.inMachineZone(schedule, ZoneOffset.UTC, SimulatedMachine.offset(schedule));
        }

        @Override
        protected Optional<Instant> firing(Instant after) {
            return super.firing(after).filter(next -> next.isBefore(from));
        }

        @Override
        protected Optional<Duration> afterLoad(boolean installed) {
            return super.afterLoad(installed).filter(wait -> from.isAfter(START));
        }
    }

    private static Schedule.Builder beat() {
        return Schedule.of("beat", Every.of(HALF_AN_HOUR));
    }

    private List<Violation> after(Schedule schedule, Instant forgotten, Duration time) {
        machine.install(schedule, new Forgotten(schedule, forgotten));
        machine.pass(time);
        return machine.violations();
    }

    private static List<Instant> silentAt(List<Violation> violations) {
        assertTrue(violations.stream().allMatch(each -> each.invariant() == Invariant.I2), violations::toString);
        return violations.stream().map(Violation::at).toList();
    }

    private static Invariants rules() {
        return new Invariants(
                beat().build(), Duration.ZERO, START, ZoneOffset.UTC, Duration.ZERO, Duration.ofMinutes(1));
    }

    private static List<Instant> at(String... times) {
        return java.util.Arrays.stream(times)
                .map(time -> Instant.parse("2026-03-02T" + time + ":00Z"))
                .toList();
    }

    @Test
    void anEntryThatIsNeverFiredIsSilence() {
        List<Violation> silence = after(beat().build(), START, Duration.ofMinutes(118));

        assertEquals(at("10:01", "10:30", "11:00", "11:30"), silentAt(silence));
    }

    @Test
    void soItIsWhereTheFirstTickIsTheFirstDueInstant() {
        Schedule schedule = beat().first(First.AT_DUE).build();

        assertEquals(at("10:30"), silentAt(after(schedule, START, Duration.ofMinutes(45))));
    }

    @Test
    void anEntryThatStopsHalfWayIsSilenceFromThereOn() {
        Instant half = Instant.parse("2026-03-02T11:15:00Z");

        assertEquals(at("11:30", "12:00"), silentAt(after(beat().build(), half, Duration.ofMinutes(135))));
    }

    @Test
    void soItIsWhereEachDueInstantHasItsTurn() {
        Instant half = Instant.parse("2026-03-02T11:15:00Z");
        Schedule each = beat().catchUp(CatchUp.EACH).build();

        assertEquals(
                at("11:30"),
                silentAt(after(each, half, Duration.ofMinutes(135))).subList(0, 1));
    }

    @Test
    void aWakeAfterWhichNothingHappensIsLost() {
        Duration age = Duration.ofMinutes(5);
        HistoryEvent woken = new HistoryEvent.Woken(START.plus(age), "beat", "hook:a");
        TraceEvent wake = new TraceEvent(age, 1, START.plus(age), "beat", new TraceEvent.Recorded(woken));
        Trace trace = new Trace(List.of(wake), Set.of(), START, Duration.ofMinutes(20));

        assertEquals(
                List.of(START.plus(age)),
                rules().check(trace).stream()
                        .filter(each -> each.invariant() == Invariant.I5)
                        .map(Violation::at)
                        .toList());
    }

    @Test
    void anEntryThatFiresIsNone() {
        assertEquals(List.of(), after(beat().build(), Instant.MAX, Duration.ofMinutes(135)));
    }

    @Test
    void whatIsStillInTimeAtTheEndIsNoSilence() {
        Instant half = Instant.parse("2026-03-02T11:15:00Z");

        assertEquals(
                List.of(), after(beat().build(), half, Duration.ofMinutes(89).plusSeconds(30)));
    }

    @Test
    void aTraceWithoutAnyEventHasABeginningAndAnEnd() {
        Trace empty = new Trace(List.of(), Set.of(), START, Duration.ofHours(1));

        assertEquals(at("10:01", "10:30"), silentAt(rules().check(empty)).subList(0, 2));
    }

    @Test
    void aSweepThatDiesIsFollowedByTheNextThoughItWasLookingAtOthersToo() {
        Schedule work = Schedule.of("work", Every.of(Duration.ofMinutes(15)))
                .run(List.of("work"))
                .build();
        machine.install(beat().build());
        machine.install(work, new Forgotten(work, START));
        machine.workTakes("work", Duration.ofMinutes(1));
        machine.pass(Duration.ofMinutes(14));
        machine.fail(Fault.CLIENT_DIES_FIRST);
        machine.pass(Duration.ofHours(1));

        long sweeps = machine.trace()
                .all(TraceEvent.ClientStarted.class)
                .filter(each -> each.entry().equals(Schedule.SWEEP))
                .count();
        assertEquals(5, sweeps, "one at the installation, then each quarter of an hour");
    }
}
