package dev.tickover.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.RandomWorlds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** I13: hosts start, leave, die, freeze, thaw and reload in any order, with clients between them. */
class StandbyWorldsTest {

    private static final Instant START = Instant.parse("2026-03-02T10:01:00Z");
    private static final int WORLDS = Integer.getInteger("tickover.worlds", 2000);

    /** What happens at a time. */
    private record Happening(Duration at, String what, Consumer<SimulatedMachine> action) {
        @Override
        public String toString() {
            return at + " " + what;
        }
    }

    private static void withOne(SimulatedMachine machine, int number, Consumer<Integer> action) {
        if (machine.isUp() && machine.hosts().count() > 0) {
            action.accept(number % machine.hosts().count());
        }
    }

    private static Happening happening(Random random, Duration at) {
        int number = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                new Happening(at, "a host starts", machine -> machine.hosts().attach());
            case 3 ->
                new Happening(at, "a host reloads", machine -> machine.hosts().reload());
            case 4, 5 -> new Happening(at, number + " ends", machine -> withOne(machine, number, machine.hosts()::end));
            case 6, 7 ->
                new Happening(at, number + " freezes", machine -> withOne(machine, number, machine.hosts()::freeze));
            case 8, 9 ->
                new Happening(at, number + " thaws", machine -> withOne(machine, number, machine.hosts()::thaw));
            case 10 -> new Happening(at, "somebody wakes", machine -> machine.wake("s", "hook:" + at.toSeconds()));
            default -> {
                Duration work = Duration.ofMillis(random.nextInt(400_000));
                yield new Happening(at, "work takes " + work, machine -> machine.workTakes("s", work));
            }
        };
    }

    private static List<Happening> story(Random random, Duration length) {
        List<Happening> story = new ArrayList<>();
        for (int i = random.nextInt(25); i >= 0; i--) {
            Duration at = Duration.ofMillis((long) (random.nextDouble() * length.toMillis()));
            int burst = random.nextInt(3) == 0 ? 4 : 1;
            for (int j = 0; j < burst; j++) {
                story.add(happening(random, at.plusMillis(j * (long) random.nextInt(20_000))));
            }
        }
        story.sort(Comparator.comparing(Happening::at));
        return story;
    }

    private static List<Violation> violations(Schedule schedule, List<Happening> story, Duration length) {
        SimulatedMachine machine = new SimulatedMachine(START, ZoneOffset.UTC);
        machine.install(schedule);
        story.forEach(each -> machine.at(each.at(), () -> each.action().accept(machine)));
        machine.pass(length.plusHours(4));
        return machine.violations();
    }

    @Test
    void whileAnyProcessIsHealthyEveryDueInstantIsDeliveredInTimeByOneGenerationOnly() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            Random random = new Random(seed);
            Schedule schedule = new RandomWorlds(seed).schedule();
            Duration length = Duration.ofHours(1 + random.nextInt(8));
            List<Happening> story = story(random, length);
            if (!violations(schedule, story, length).isEmpty()) {
                List<Happening> fewest = shortened(schedule, story, length);
                StringBuilder text = new StringBuilder(
                        "seed " + seed + ": " + violations(schedule, fewest, length) + "\n" + schedule);
                fewest.forEach(step -> text.append("\n  ").append(step));
                throw new AssertionError(text.toString());
            }
        }
    }

    private static List<Happening> shortened(Schedule schedule, List<Happening> story, Duration length) {
        List<Happening> fewest = story;
        for (int i = fewest.size() - 1; i >= 0; i--) {
            List<Happening> fewer = new ArrayList<>(fewest);
            fewer.remove(i);
            if (!violations(schedule, fewer, length).isEmpty()) {
                fewest = fewer;
                i = fewest.size();
            }
        }
        return fewest;
    }

    private final SimulatedMachine machine = new SimulatedMachine(START, ZoneOffset.UTC);

    private void install() {
        machine.install(Schedule.of("s", Every.of(Duration.ofMinutes(30))).build());
        machine.pass(Duration.ofMinutes(5));
    }

    private List<Duration> begun() {
        return machine.trace().events().stream()
                .filter(event -> event.what() instanceof TraceEvent.Begun)
                .map(TraceEvent::age)
                .toList();
    }

    @Test
    void aHungHostIsReplacedByItsStandbyAfterTwoLooksAndWhatWasOwedIsDelivered() {
        install();
        machine.hosts().attach();
        machine.hosts().freeze(0);
        machine.pass(Duration.ofHours(2));
        assertEquals(2, machine.host().generation());
        assertEquals(2, machine.hosts().count(), "the one that hangs stands by");
        assertEquals(5, begun().size(), () -> begun().toString());
        assertEquals(List.of(), machine.violations());
    }

    @Test
    void aStandbyThatWasCalledWhileItWasFrozenTakesOverWhenItThaws() {
        install();
        machine.hosts().attach();
        machine.hosts().freeze(1);
        machine.hosts().freeze(0);
        machine.pass(Duration.ofHours(2));
        assertEquals(1, machine.host().generation());
        machine.hosts().thaw(1);
        assertEquals(2, machine.host().generation());
        machine.pass(Duration.ofHours(2));
        assertEquals(List.of(), machine.violations());
    }

    @Test
    void aMachineOnWhichNoStandbyIsEverCalledBreaksTheInvariant() {
        install();
        machine.hosts().freeze(0);
        machine.pass(Duration.ofHours(2));
        assertEquals(List.of(), machine.violations(), "no process is healthy");
        Trace orphaned = machine.trace();
        List<TraceEvent> events = orphaned.events().stream()
                .filter(event -> !(event.what() instanceof TraceEvent.Changed changed
                        && changed.condition() == TraceEvent.Condition.ORPHANED))
                .toList();
        Trace healthy = new Trace(events, orphaned.pending(), orphaned.from(), orphaned.length());
        List<Violation> violations =
                machine.invariants(machine.schedules().get(0)).checkProcesses(healthy);
        assertTrue(!violations.isEmpty());
        assertTrue(violations.stream().allMatch(each -> each.invariant() == Invariant.I13), violations::toString);
    }

    @Test
    void anAttemptThatBeginsTwiceBreaksTheInvariant() {
        install();
        List<TraceEvent> events = new ArrayList<>(machine.trace().events());
        TraceEvent begun = events.stream()
                .filter(event -> event.what() instanceof TraceEvent.Begun)
                .findFirst()
                .orElseThrow();
        events.add(new TraceEvent(machine.clocks().age(), 1, machine.clocks().wall(), "s", begun.what()));
        Trace trace = machine.trace();
        List<Violation> violations = machine.invariants(machine.schedules().get(0))
                .checkProcesses(new Trace(events, trace.pending(), trace.from(), trace.length()));
        assertEquals(
                List.of(Invariant.I13),
                violations.stream().map(Violation::invariant).toList());
    }

    @Test
    void aReloadWaitsForAHandlerThatEndsSoonAndLeavesALongOneToTheNewHost() {
        install();
        machine.workTakes("s", Duration.ofSeconds(3));
        machine.wake("s", "hook:a");
        machine.pass(Duration.ofSeconds(1));
        machine.hosts().reload();
        machine.pass(Duration.ofMinutes(1));
        assertEquals(2, machine.host().generation());
        assertEquals(2, begun().size(), "completed, and not given to the new host");
        machine.workTakes("s", Duration.ofMinutes(10));
        machine.wake("s", "hook:b");
        machine.pass(Duration.ofSeconds(1));
        machine.hosts().reload();
        machine.pass(Duration.ofMinutes(1));
        assertEquals(3, machine.host().generation());
        List<Integer> attempts = machine.trace()
                .recorded(HistoryEvent.Fired.class)
                .map(fired -> fired.tick().attempt())
                .toList();
        assertEquals(List.of(1, 1, 1, 2), attempts);
        assertEquals(List.of(), machine.violations());
    }
}
