package dev.tickover.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.RandomWorlds;
import dev.tickover.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Plays one schedule on a steady clock, where what is served can be foretold exactly. */
final class Timelessness {

    private final Schedule schedule;
    private final DueInstants due;
    private final List<Instant> starts = new ArrayList<>();
    private final TreeSet<Instant> served = new TreeSet<>();
    private final Instant installed = World.installed();
    private Instant wall = installed;
    private ScheduleState state = ScheduleState.fresh(installed);

    private Timelessness(Schedule schedule) {
        this.schedule = schedule;
        this.due = DueInstants.of(schedule.recurrence(), ZoneOffset.UTC, Duration.ZERO);
    }

    private Stamp now() {
        return new Stamp(wall, Duration.between(installed, wall), "boot");
    }

    private Optional<Tick> look() {
        Decision decision = Decider.decide(schedule, state, now(), due, () -> ZoneOffset.UTC);
        for (Account account : decision.accounts()) {
            if (account.fate() == Fate.COALESCED) {
                for (Instant at = account.first();
                        !at.isAfter(account.last());
                        at = due.next(at).orElseThrow()) {
                    served.add(at);
                }
            }
        }
        if (!(decision instanceof Decision.Run run)) {
            state = Transitions.accounted(state, decision);
            return Optional.empty();
        }
        if (run.tick().servesDueInstant()) {
            served.add(run.tick().due());
        }
        starts.add(wall);
        state = Transitions.started(schedule, state, run, now(), "client");
        state = Transitions.ended(schedule, state, run.tick(), new Outcome.Done(), wall);
        return Optional.of(run.tick());
    }

    static void assertOneCatchUp(long seed, Schedule schedule, Duration outage) {
        Timelessness play = new Timelessness(schedule);
        while (play.look().isEmpty()) {
            play.wall = play.due.next(play.wall).orElseThrow();
        }
        Instant servedBefore = play.state.servedThrough().orElseThrow();
        Instant covered = play.state.coversUntil().orElse(Instant.MIN);
        play.wall = play.wall.plus(schedule.spacing()).plus(outage);
        int owed = 0;
        Instant next = play.due.next(servedBefore).orElseThrow();
        for (;
                !next.isAfter(play.wall.plus(Slack.EARLY));
                next = play.due.next(next).orElseThrow()) {
            owed += next.isBefore(covered) ? 0 : 1;
        }
        Optional<Tick> tick = play.look();
        String story = "seed " + seed + ": " + schedule + " after " + outage;
        assertEquals(owed > 0, tick.isPresent(), story);
        if (owed > 0) {
            assertEquals(owed - 1, tick.get().missed(), story);
            play.wall = play.wall.plus(schedule.spacing());
            boolean newlyDue = !next.isAfter(play.wall.plus(Slack.EARLY));
            assertTrue(newlyDue || play.look().isEmpty(), story + " ticks twice");
        }
    }

    /** Pulses come every 20 seconds for a day; with or without wakes, what is served is the same, and never late. */
    static void assertWakesDelayNothing(long seed) {
        Schedule schedule = new RandomWorlds(seed).schedule();
        if (schedule.active().isPresent()) {
            return;
        }
        Timelessness without = new Timelessness(schedule);
        Timelessness with = new Timelessness(schedule);
        Random random = new Random(seed);
        for (Instant end = with.installed.plus(Duration.ofHours(40)); with.wall.isBefore(end); ) {
            with.look();
            without.look();
            if (random.nextInt(60) == 0) {
                Wake wake = new Wake(random.nextBoolean() ? Wake.MANUAL : "hook:a", with.wall.plusMillis(1));
                with.state = Transitions.woken(with.state, wake);
            }
            with.wall = with.wall.plusSeconds(20);
            without.wall = with.wall;
        }
        String story = "seed " + seed + ": " + schedule;
        // What is still to come of the last minutes differs by at most what spacing puts off.
        Instant sure = with.wall.minus(schedule.spacing()).minusSeconds(60);
        TreeSet<Instant> missing = new TreeSet<>(without.served.headSet(sure));
        missing.removeAll(with.served);
        assertTrue(missing.isEmpty(), () -> story + "\nwith wakes not served any more: " + missing);
        TreeSet<Instant> surplus = new TreeSet<>(with.served.headSet(sure));
        surplus.removeAll(without.served);
        assertTrue(surplus.isEmpty(), () -> story + "\nserved only with wakes: " + surplus);
        if (schedule.recurrence() instanceof Every every) {
            with.assertNoGapBeyond(every.interval().plus(schedule.spacing()).plusSeconds(20), story);
        }
    }

    /** I2: while pulses come, starts are at most interval + spacing + lateness apart. */
    private void assertNoGapBeyond(Duration longest, String story) {
        for (int i = 1; i < starts.size(); i++) {
            Duration gap = Duration.between(starts.get(i - 1), starts.get(i));
            assertTrue(gap.compareTo(longest) <= 0, story + " is silent for " + gap + " until " + starts.get(i));
        }
    }
}
