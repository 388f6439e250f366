package dev.tickover.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.VectorTable;
import dev.tickover.testing.VectorTable.Vector;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Asks the decision which slot it serves, and of how many, after an outage. */
class MissedRunVectorsTest {

    @TestFactory
    List<DynamicTest> servesTheNewestSlotThatIsUnmet() {
        return VectorTable.read(getClass(), "missed-next.tsv", 6).tests(vector -> {
            String slot = slot(vector);
            if (!vector.input(5).equals("-")) {
                assertEquals(vector.input(5), unmet(vector), "the unmet slots");
            }
            return slot;
        });
    }

    @TestFactory
    List<DynamicTest> servesTheMostRecentSlotAndCountsTheOthers() {
        return VectorTable.read(getClass(), "missed-recent.tsv", 6).tests(vector -> {
            String slot = slot(vector);
            assertEquals(vector.input(5), slot.equals("ERROR") ? "-" : missed(vector), "how many");
            return slot;
        });
    }

    private static String slot(Vector vector) {
        Optional<Recurrence> recurrence = recurrence(vector.input(0));
        if (recurrence.isEmpty()) {
            return "ERROR";
        }
        Schedule schedule = schedule(vector, CatchUp.LATEST);
        Decision decision = Decider.decide(schedule, state(vector), now(vector), due(schedule), () -> ZoneOffset.UTC);
        return decision instanceof Decision.Run run ? run.tick().due().toString() : "NONE";
    }

    /** What serving each in turn would serve. */
    private static String unmet(Vector vector) {
        Schedule schedule = schedule(vector, CatchUp.EACH);
        ScheduleState state = state(vector);
        List<String> served = new ArrayList<>();
        while (Decider.decide(schedule, state, now(vector), due(schedule), () -> ZoneOffset.UTC)
                instanceof Decision.Run run) {
            served.add(run.tick().due().toString());
            state = state.with().servedThrough(run.servedThrough()).build();
        }
        return served.isEmpty() ? "NONE" : String.join(",", served);
    }

    private static String missed(Vector vector) {
        Schedule schedule = schedule(vector, CatchUp.LATEST);
        int missed = Decider.owed(schedule, state(vector), now(vector).wall(), due(schedule)) - 1;
        if (missed < 1) {
            return "none";
        }
        return missed <= 100 ? "few" : "many";
    }

    private static Optional<Recurrence> recurrence(String text) {
        if (text.startsWith("@every ")) {
            return Optional.of(Every.of(DurationText.parse(text.substring("@every ".length()))));
        }
        try {
            return Optional.of(Cron.of(text.replace('?', '*')));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static Schedule schedule(Vector vector, CatchUp catchUp) {
        Schedule.Builder schedule = Schedule.of(
                        "job", recurrence(vector.input(0)).orElseThrow())
                .first(First.AT_DUE)
                .catchUp(catchUp)
                .spacing(Duration.ZERO);
        if (!vector.input(3).equals("-")) {
            schedule.catchUpWindow(Duration.ofSeconds(Long.parseLong(vector.input(3))));
        }
        return schedule.build();
    }

    private static ScheduleState state(Vector vector) {
        ScheduleState fresh = ScheduleState.fresh(Instant.parse(vector.input(1)));
        return vector.input(2).equals("-")
                ? fresh
                : fresh.with()
                        .servedThrough(Optional.of(Instant.parse(vector.input(2))))
                        .build();
    }

    private static Stamp now(Vector vector) {
        return new Stamp(Instant.parse(vector.input(4)), Duration.ofDays(30), "boot");
    }

    private static DueInstants due(Schedule schedule) {
        return DueInstants.of(schedule.recurrence(), ZoneOffset.UTC, Duration.ZERO);
    }
}
