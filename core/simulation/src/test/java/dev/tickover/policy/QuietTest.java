package dev.tickover.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.RandomWorlds;
import dev.tickover.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuietTest {

    @Test
    void whileItIsQuietEveryDecisionIsASkipThatChangesNothingAndThenItIsNot() {
        AtomicInteger quiets = new AtomicInteger();
        RandomWorlds.forEach(1, 1500, (schedule, story) -> {
            Random random = new Random(story.hashCode());
            World world = new World(schedule);
            for (var step : story) {
                RandomWorlds.take(step, world);
                Optional<Instant> until = Quiet.until(schedule, world.state(), world.wall(), world.due());
                if (until.isPresent()) {
                    quiets.incrementAndGet();
                    long span = Duration.between(world.wall(), until.get()).toMillis();
                    for (int i = 0; i < 4; i++) {
                        Instant at = world.wall().plusMillis((long) (random.nextDouble() * span));
                        changesNothing(schedule, world, new Stamp(at, Duration.ofMinutes(1), "another boot"));
                        changesNothing(schedule, world, new Stamp(at, Duration.ZERO, ""));
                    }
                    Stamp end = new Stamp(until.get(), Duration.ZERO, "");
                    Decision first = Decider.decide(schedule, world.state(), end, world.due(), () -> World.ZONE);
                    assertTrue(
                            !(first instanceof Decision.Skip skip)
                                    || !skip.accounts().isEmpty(),
                            "something is owed at " + until.get() + ", but: " + first.why());
                }
            }
        });
        assertTrue(quiets.get() > 1000, "only " + quiets + " moments were quiet: the test sees too little");
    }

    private static void changesNothing(dev.tickover.schedule.Schedule schedule, World world, Stamp at) {
        ScheduleState state = world.state();
        assertSame(state, Transitions.clockChecked(schedule, state, at), "the clock at " + at);
        Decision decision = Decider.decide(schedule, state, at, world.due(), () -> World.ZONE);
        assertInstanceOf(Decision.Skip.class, decision, () -> "at " + at + ": " + decision.why());
        assertEquals(List.of(), decision.accounts());
        assertEquals(state.servedThrough(), decision.servedThrough());
    }
}
