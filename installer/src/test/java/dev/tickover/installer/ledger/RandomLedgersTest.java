package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.testing.RandomWorlds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomLedgersTest {

    private static final List<Outcome> OUTCOMES = List.of(
            new Outcome.Done(),
            new Outcome.Duplicate(),
            new Outcome.Failed("failed"),
            new Outcome.Lost("lost"),
            new Outcome.Undelivered(new Reason(Reason.Kind.HOST_BUSY, "busy"), Duration.ofSeconds(90)));

    @TempDir
    private Path temporary;

    @Test
    void everyLedgerIsWholeWhateverCrashed() throws IOException {
        for (long seed = 1; seed <= 150; seed++) {
            RandomWorlds random = new RandomWorlds(seed);
            List<String> told = new ArrayList<>();
            LedgerWorld world = new LedgerWorld(temporary.resolve("app-" + seed), schedule(random));
            for (int i = 0; i < 40; i++) {
                told.add(happens(world, random, random.schedule()));
            }
            world.resume();
            world.host(true);
            world.ticksEndAs(new Outcome.Done());
            world.pulse();
            ScheduleAudit audit = world.audit();
            long thisSeed = seed;
            assertEquals(
                    List.of(),
                    audit.problems(),
                    () -> "seed " + thisSeed + ", audit " + audit + "\n" + String.join("\n", told) + "\n"
                            + history(world)
                            + "\nseed " + thisSeed + ": " + audit.problems());
        }
    }

    private static String history(LedgerWorld world) {
        try {
            return String.join("\n", world.lines());
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    private static Schedule schedule(RandomWorlds random) {
        Schedule drawn = random.schedule();
        Schedule.Builder named = Schedule.of(LedgerWorld.SCHEDULE, drawn.recurrence())
                .first(drawn.first())
                .catchUp(drawn.catchUp())
                .overlap(drawn.overlap())
                .maxCatchUp(drawn.maxCatchUp())
                .spacing(drawn.spacing())
                .timeout(drawn.timeout())
                .retry(drawn.retry())
                .whenAbsent(random.pick(List.of(WhenAbsent.HOLD, WhenAbsent.SKIP)));
        drawn.catchUpWindow().ifPresent(named::catchUpWindow);
        drawn.active().ifPresent(named::active);
        return named.build();
    }

    private static String happens(LedgerWorld world, RandomWorlds random, Schedule other) throws IOException {
        Duration time = random.someTime(other);
        int dice = random.pick(List.of(0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        switch (dice) {
            case 0 -> {
                world.passes(time);
                world.ticksEndAs(random.pick(OUTCOMES));
                world.pulse();
            }
            case 1 -> world.sleeps(time);
            case 2 -> world.isOff(time);
            case 3 -> world.clockStepped(random.chance(50) ? time : time.negated());
            case 4 -> world.wake(random.pick(List.of("manual", "hook:a")));
            case 5 -> world.host(random.chance(60));
            case 6 -> world.pause(random.chance(50) ? Instant.MAX : world.now().plus(time));
            case 7 -> world.resume();
            case 8 -> world.install(schedule(random));
            case 9 -> world.movesTo(ZoneId.of(random.pick(List.of("UTC", "Europe/Rome", "Australia/Lord_Howe"))));
            case 10 -> world.pulseThatDies();
            case 11 -> {
                world.passes(time);
                // Dead at its first commit: a state that falls back further than that is a lost state.
                world.diesBeforeTheStateIsWritten(world::pulseThatDies);
            }
            default -> {
                world.diesBeforeTheStateIsWritten(() -> world.wake("hook:b"));
                world.tellInstalled();
            }
        }
        return world.now() + " " + dice + " " + time;
    }
}
