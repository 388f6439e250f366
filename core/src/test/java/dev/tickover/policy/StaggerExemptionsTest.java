package dev.tickover.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.Tick;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What rule 3 does not ask to wait for a turn: it is of catch-ups alone. */
class StaggerExemptionsTest {

    private static final Schedule SCHEDULE =
            Schedule.of("beat", Every.of(Duration.ofMinutes(30))).build();

    private static void assertWaitsForNone(Timeline line) {
        Decision.Run run = assertInstanceOf(Decision.Run.class, line.look());
        assertFalse(Stagger.needsTurn(SCHEDULE, line.state(), run, line.now().wall()));
    }

    @Test
    void rule2AFirstTickIsOwedNowHoweverLateTheFirstHostAttaches() {
        assertWaitsForNone(new Timeline(SCHEDULE, "10:01").at("10:01"));
        assertWaitsForNone(new Timeline(SCHEDULE, "10:01").at("2026-03-04T18:10"));
    }

    @Test
    void whatWasStartedInItsTurnIsDeliveredAgainWithoutAnother() {
        Timeline line = new Timeline(SCHEDULE, "10:01").at("10:01:01");
        line.ticks();
        Tick tick = line.at("18:10").starts();
        assertEquals(Tick.CATCH_UP, tick.reason());
        line.ownerDies().at("18:12");
        assertWaitsForNone(line);
    }
}
