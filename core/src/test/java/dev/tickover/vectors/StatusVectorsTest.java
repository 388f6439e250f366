package dev.tickover.vectors;

import dev.tickover.event.Fate;
import dev.tickover.event.Tick;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Transitions;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.VectorTable;
import dev.tickover.testing.VectorTable.Vector;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads off the decision what a watch for silent jobs calls up, late or down. */
class StatusVectorsTest {

    private static final Duration GRACE = Duration.ofHours(1);
    private static final Instant BOOTED = Instant.parse("1999-01-01T00:00:00Z");

    @TestFactory
    List<DynamicTest> aJobIsUpLateOrDown() {
        return VectorTable.read(getClass(), "status.tsv", 7).tests(StatusVectorsTest::status);
    }

    private static String status(Vector vector) {
        if (vector.input(1).startsWith("once ")) {
            return "no such schedule";
        }
        Schedule schedule = schedule(vector.input(1), ZoneId.of(vector.input(2)));
        Stamp now = stamp(Instant.parse(vector.input(5)));
        ScheduleState state = state(vector);
        ScheduleState seen = Transitions.recovered(schedule, state, owner -> false, now);
        if (!seen.redeliveries().isEmpty()) {
            return "down";
        }
        if (vector.input(6).equals("true") && !seen.inFlight().isEmpty()) {
            return "started";
        }
        ZoneId zone = ZoneId.of("UTC");
        DueInstants due = DueInstants.of(schedule.recurrence(), zone, Duration.ZERO);
        return status(Decider.decide(schedule, seen, now, due, () -> zone), seen, now);
    }

    private static String status(Decision decision, ScheduleState state, Stamp now) {
        if (Decider.isPaused(state, now.wall())) {
            return "paused";
        }
        if (decision instanceof Decision.Run) {
            return "grace";
        }
        if (decision.accounts().stream().anyMatch(account -> account.fate() == Fate.MISSED)) {
            return "down";
        }
        return state.servedThrough().isEmpty() ? "new" : "up";
    }

    private static Schedule schedule(String recurrence, ZoneId zone) {
        boolean simple = recurrence.equals("every 1d");
        return Schedule.of("job", simple ? Every.of(Duration.ofDays(1)) : Cron.of(recurrence, zone))
                .first(First.AT_DUE)
                .spacing(Duration.ZERO)
                .catchUpWindow(GRACE)
                .grace(Duration.ZERO)
                .timeout(GRACE)
                .build();
    }

    private static ScheduleState state(Vector vector) {
        Instant now = Instant.parse(vector.input(5));
        Optional<Instant> lastPing = instant(vector.input(3));
        ScheduleState.Builder state =
                ScheduleState.fresh(lastPing.orElse(now)).with().servedThrough(lastPing);
        instant(vector.input(4)).ifPresent(start -> {
            Tick tick = new Tick("job@" + start, start, Tick.INTERVAL, List.of(), 0, 1, 0);
            state.inFlight(List.of(new InFlight(tick, stamp(start), "1:1:boot", Optional.empty())));
        });
        return vector.input(0).equals("paused")
                ? state.paused(Optional.of(now), Optional.of(Instant.MAX)).build()
                : state.build();
    }

    private static Optional<Instant> instant(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private static Stamp stamp(Instant at) {
        return new Stamp(at, Duration.between(BOOTED, at), "boot");
    }
}
