package dev.tickover.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.Invariant;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.Violation;
import dev.tickover.testing.RandomWorlds;
import dev.tickover.testing.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The invariants that hold whatever happens: clock steps, reboots, deaths, lost answers, wakes at any time. */
class InvariantsTest {

    /** Fewer where the same is run for each of many mutants. */
    private static final int WORLDS = Integer.getInteger("tickover.worlds", 4000);

    private static void assertHolds(Invariant invariant, long firstSeed) {
        RandomWorlds.forEach(firstSeed, WORLDS, (schedule, steps) -> {
            World world = RandomWorlds.play(schedule, steps);
            List<Violation> violations = world.invariants().checkTimeless(world.trace()).stream()
                    .filter(violation -> violation.invariant() == invariant)
                    .toList();
            assertEquals(List.of(), violations);
        });
    }

    @Test
    void i1TwoStartsAreNeverLessThanTheSpacingApart() {
        assertHolds(Invariant.I1, 1);
    }

    @Test
    void i3ATickOfLatestServesAllThatIsOwedAndNamesItsCount() {
        assertHolds(Invariant.I3, 60_001);
    }

    @Test
    void i6EveryFiredTickStartsOrIsStoodForAndAttemptsCountUp() {
        assertHolds(Invariant.I6, 20_001);
    }

    @Test
    void i7GenerationsGrow() {
        assertHolds(Invariant.I7, 70_001);
    }

    @Test
    void i8EveryDueInstantIsAccountedForExactlyOnceInEachEra() {
        assertHolds(Invariant.I8, 30_001);
    }

    @Test
    void i5EveryAcceptedWakeIsFollowedByATickThatServesIt() {
        RandomWorlds.forEach(10_001, WORLDS, (schedule, steps) -> {
            List<TraceEvent> trace = RandomWorlds.play(schedule, steps).trace().events();
            for (int i = 0; i < trace.size(); i++) {
                if (trace.get(i).recorded() instanceof HistoryEvent.Woken woken) {
                    assertTrue(isServed(woken, trace.subList(i, trace.size())), "lost: " + trace.get(i));
                }
            }
        });
    }

    private static boolean isServed(HistoryEvent.Woken woken, List<TraceEvent> after) {
        return after.stream()
                .anyMatch(event -> event.what() instanceof TraceEvent.Begun begun
                        && begun.tick().wakes().contains(woken.reason()));
    }

    @Test
    void i3AnOutageOfAnyLengthEndsInOneTickThatNamesItsCount() {
        for (long seed = 40_001; seed < 40_001 + WORLDS; seed++) {
            RandomWorlds worlds = new RandomWorlds(seed);
            Schedule drawn = worlds.schedule();
            if (drawn.catchUp() != dev.tickover.schedule.CatchUp.LATEST
                    || drawn.catchUpWindow().isPresent()
                    || drawn.active().isPresent()) {
                continue;
            }
            Timelessness.assertOneCatchUp(seed, drawn, worlds.someTime(drawn).multipliedBy(1 + seed % 40));
        }
    }

    @Test
    void i4TheSameDueInstantsAreServedWithAndWithoutWakes() {
        for (long seed = 50_001; seed < 50_001 + WORLDS / 10; seed++) {
            Timelessness.assertWakesDelayNothing(seed);
        }
    }
}
