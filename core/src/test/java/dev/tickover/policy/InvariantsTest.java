package dev.tickover.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.RandomWorlds;
import dev.tickover.testing.World;
import dev.tickover.testing.World.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The invariants that hold whatever happens: clock steps, reboots, deaths, lost answers, wakes at any time. */
class InvariantsTest {

    private static final int WORLDS = 4000;

    @Test
    void i1TwoStartsAreNeverLessThanTheSpacingApart() {
        RandomWorlds.forEach(1, WORLDS, (schedule, steps) -> {
            Event last = null;
            boolean stepped = false;
            for (Event event : RandomWorlds.play(schedule, steps).trace()) {
                stepped |= event.what() instanceof World.Stepped;
                if (!(event.what() instanceof World.Started)) {
                    continue;
                }
                if (last != null) {
                    Duration apart = distance(last, event, stepped);
                    Event before = last;
                    assertTrue(
                            apart == null || apart.compareTo(schedule.spacing()) >= 0,
                            () -> "only " + apart + " apart: " + before + " and " + event);
                }
                last = event;
                stepped = false;
            }
        });
    }

    /** Across a reboot only the wall clock can tell, and if it was stepped meanwhile, nobody can. */
    private static Duration distance(Event one, Event other, boolean stepped) {
        if (one.boot() == other.boot()) {
            return other.age().minus(one.age());
        }
        return stepped ? null : Duration.between(one.wall(), other.wall());
    }

    @Test
    void i5EveryAcceptedWakeIsFollowedByATickThatServesIt() {
        RandomWorlds.forEach(10_001, WORLDS, (schedule, steps) -> {
            List<Event> trace = RandomWorlds.play(schedule, steps).trace();
            for (int i = 0; i < trace.size(); i++) {
                if (trace.get(i).what() instanceof World.Woken woken) {
                    assertTrue(isServed(woken, trace.subList(i, trace.size())), "lost: " + trace.get(i));
                }
            }
        });
    }

    private static boolean isServed(World.Woken woken, List<Event> after) {
        return after.stream()
                .anyMatch(event -> event.what() instanceof World.Started started
                        && started.tick().wakes().contains(woken.reason()));
    }

    @Test
    void i6EveryFiredTickStartsOrIsStoodForAndAttemptsCountUp() {
        RandomWorlds.forEach(20_001, WORLDS, (schedule, steps) -> {
            List<Event> trace = RandomWorlds.play(schedule, steps).trace();
            Map<String, Integer> attempts = new HashMap<>();
            Set<String> begun = new HashSet<>();
            Set<Instant> stoodFor = new HashSet<>();
            for (Event event : trace) {
                if (event.what() instanceof World.Fired fired) {
                    int attempt = attempts.merge(fired.tick().id(), 1, Integer::sum);
                    assertEquals(attempt, fired.tick().attempt(), "attempts of " + fired.tick());
                } else if (event.what() instanceof World.Started started) {
                    begun.add(started.tick().id());
                } else if (event.what() instanceof World.Superseded superseded) {
                    stoodFor.add(superseded.account().first());
                }
            }
            for (Event event : trace) {
                if (event.what() instanceof World.Fired fired && fired.tick().servesDueInstant()) {
                    Tick tick = fired.tick();
                    assertTrue(begun.contains(tick.id()) || stoodFor.contains(tick.due()), "silence after " + event);
                }
            }
        });
    }

    @Test
    void i8EveryDueInstantIsAccountedForExactlyOnceInEachEra() {
        RandomWorlds.forEach(30_001, WORLDS, (schedule, steps) -> {
            World world = RandomWorlds.play(schedule, steps);
            List<Instant> accounted = new ArrayList<>();
            Instant from = schedule.first() == First.AT_INSTALL ? null : World.installed();
            for (Event event : world.trace()) {
                if (event.what() instanceof World.NewEra) {
                    assertWhole(world, from, accounted);
                    accounted.clear();
                    from = event.wall();
                } else if (event.what() instanceof World.Fired start) {
                    if (start.tick().servesDueInstant() && start.tick().attempt() == 1) {
                        accounted.add(start.tick().due());
                    }
                } else if (event.what() instanceof Account account) {
                    add(world, account, accounted);
                }
            }
            assertWhole(world, from, accounted);
        });
    }

    private static void add(World world, Account account, List<Instant> accounted) {
        int count = 0;
        Instant instant = account.first();
        while (!instant.isAfter(account.last())) {
            accounted.add(instant);
            count++;
            instant = world.due().next(instant).orElse(Instant.MAX);
        }
        assertEquals(count, account.count(), account.toString());
    }

    private static void assertWhole(World world, Instant from, List<Instant> accounted) {
        List<Instant> expected = new ArrayList<>();
        if (!accounted.isEmpty()) {
            Instant last = new TreeSet<>(accounted).last();
            Instant instant = World.installed();
            if (from == null) {
                expected.add(instant);
            } else {
                instant = from;
            }
            for (Instant next = world.due().next(instant).orElseThrow();
                    !next.isAfter(last);
                    next = world.due().next(next).orElseThrow()) {
                expected.add(next);
            }
        }
        List<Instant> sorted = accounted.stream().sorted().toList();
        assertEquals(expected, sorted);
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
