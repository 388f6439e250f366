package dev.tickover.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** I7: a host whose place another has taken changes nothing any more. */
class FencedHostTest {

    private static SimulatedMachine machine() {
        SimulatedMachine machine = new SimulatedMachine(Instant.parse("2026-03-02T10:00:30Z"), ZoneId.of("UTC"));
        machine.install(Schedule.of("beat", Every.of(Duration.ofMinutes(30))).build());
        machine.pass(Duration.ofMinutes(15));
        return machine;
    }

    @Test
    void aHostThatHungInTheMiddleOfATickAndWasReplacedEndsNothing() {
        SimulatedMachine machine = machine();
        machine.workTakes("beat", Duration.ofMinutes(2));
        machine.wake("beat", "hook:a");
        machine.pass(Duration.ofSeconds(30));
        machine.hangHost();
        machine.pass(Duration.ofMinutes(5));
        machine.replaceHost();
        machine.pass(Duration.ofHours(3));

        assertEquals(List.of(), machine.violations());
        assertTrue(machine.trace().all(TraceEvent.Acted.class).anyMatch(acted -> acted.generation() == 2));
    }

    @Test
    void aTraceInWhichTheFormerHostActsBreaksTheInvariant() {
        SimulatedMachine machine = machine();
        List<TraceEvent> events = new ArrayList<>(machine.trace().events());
        TraceEvent last = events.get(events.size() - 1);
        HistoryEvent attached = new HistoryEvent.HostChanged(last.wall(), HostChange.ATTACHED, new HostName(2, 0), "");
        events.add(new TraceEvent(last.age(), 1, last.wall(), "", new TraceEvent.Recorded(attached)));
        events.add(new TraceEvent(last.age(), 1, last.wall(), "beat", new TraceEvent.Acted(1)));
        LiveSchedule live = machine.schedules().get(0);
        Trace trace = machine.trace();
        List<Violation> violations =
                machine.invariants(live).checkTimeless(new Trace(events, Set.of(), trace.from(), trace.length()));
        assertEquals(
                List.of(Invariant.I7),
                violations.stream().map(Violation::invariant).toList());
    }
}
