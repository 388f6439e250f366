package dev.tickover.policy;

import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 9 of the decision: clock steps, and what a reboot does to the two clocks. */
class ClockRulesTest {

    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30))).first(First.AT_DUE);
    }

    @Test
    void rule9AJumpForwardIsOneCatchUp() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:30");
        line.ticks();
        line.at("10:35").clockSetTo("2026-03-05T10:35");
        assertEquals(144, line.ticks().missed() + 1);
        line.at("2026-03-05T10:40").skips();
    }

    @Test
    void rule9ASetBackClockMakesThePastCountAsNowAndInstantsThatComeAgainAreTicksOfTheirOwn() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:30");
        line.ticks();
        line.at("10:40").clockSetTo("09:10");
        assertEquals(
                new Reason(Kind.NOT_DUE, "not due before 2026-03-02T09:30:00Z"),
                line.skips().why());
        assertEquals(1, line.state().era());
        assertEquals("beat@2026-03-02T09:30:00Z~1", line.at("09:30").ticks().id());
        line.at("10:00").ticks();
        assertEquals("beat@2026-03-02T10:30:00Z~1", line.at("10:30").ticks().id());
    }

    @Test
    void rule9AClockThatIsRightChangesNothing() {
        Schedule schedule = halfHourly().build();
        Timeline line = new Timeline(schedule, "10:01").at("10:29:57");
        line.ticks();
        assertSame(line.state(), Transitions.clockChecked(schedule, line.state(), line.now()));
    }

    @Test
    void rule9ASmallStepBackDoesNotServeADueInstantTwice() {
        Timeline line = new Timeline(halfHourly().spacing(Duration.ZERO).build(), "10:01").at("10:29:56");
        line.ticks();
        line.clockSetTo("10:29:50").skips();
        line.at("10:30").skips();
        assertEquals("beat@2026-03-02T11:00:00Z", line.at("11:00").ticks().id());
    }

    @Test
    void rule9AClockSetBackAcrossARebootDoesNotSilenceTheScheduleForLongerThanSpacing() {
        Timeline line = new Timeline(halfHourly().build(), "2027-06-01T10:01").at("2027-06-01T10:45");
        line.ticks();
        line.rebootedAt("2026-03-02T10:20").skips();
        assertEquals("beat@2026-03-02T10:30:00Z~1", line.at("10:30").ticks().id());
    }

    @Test
    void rule9AClockSetBackBetweenTwoDueInstantsDoesNotSilenceWakesForLongerThanSpacing() {
        Schedule rare = Schedule.of("beat", Every.of(Duration.ofHours(36)))
                .first(First.AT_DUE)
                .build();
        for (boolean knowsBoot : new boolean[] {true, false}) {
            Timeline line = new Timeline(rare, "2026-03-01T00:01").at("2026-03-02T18:00");
            if (!knowsBoot) {
                line.withoutBootClock();
            }
            line.wake("hook:a").ticks();
            if (knowsBoot) {
                line.rebootedAt("12:00");
            } else {
                line.clockSetTo("12:00");
            }
            line.wake("hook:b").defers();
            assertEquals(List.of("hook:b"), line.at("12:01").ticks().wakes());
        }
    }

    @Test
    void rule9AClockSetBackMakesNoRetryWaitForItsOldTime() {
        Schedule schedule = halfHourly()
                .catchUp(CatchUp.EACH)
                .retry(new Retry(3, Duration.ofMinutes(1), Duration.ofMinutes(30)))
                .build();
        Timeline line = new Timeline(schedule, "2027-03-02T10:01").at("2027-03-02T10:30");
        line.ends(line.starts(), new Outcome.Failed("x"));
        line.clockSetTo("10:29").at("10:33");
        assertEquals(2, line.ticks().attempt());
    }

    @Test
    void rule9AClockSetBackLeavesNoLongCoverBehind() {
        Schedule rare = Schedule.of("beat", Every.of(Duration.ofHours(5)))
                .first(First.AT_DUE)
                .spacing(Duration.ofMinutes(30))
                .build();
        Timeline line = new Timeline(rare, "2026-03-01T23:50").at("09:50").wake("hook:a");
        line.ticks();
        line.change(state -> state.with()
                .servedThrough(java.util.Optional.of(instant("05:00")))
                .build());
        line.at("09:51").clockSetTo("06:00");
        line.skips();
        Stamp before = line.now();
        String first = line.at("06:45").wake("manual").ticks().id();
        assertEquals(true, first.startsWith("beat@2026-03-02T06:45"), first + " at " + before);
    }

    @Test
    void rule9TimePassedInSuspendCountsAsElapsed() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:30");
        line.ticks();
        assertEquals("catch-up", line.at("14:10").ticks().reason());
    }

    @Test
    void aStampMeasuresOnTheBootClockWithinABootAndNeverNegatively() {
        Timeline line = new Timeline(halfHourly().build(), "10:00");
        Stamp early = line.now();
        Stamp later = line.at("10:10").clockSetTo("09:00").now();
        assertEquals(Duration.ofMinutes(10), later.since(early));
        assertEquals(Duration.ZERO, early.since(later));
        Stamp afterReboot = line.rebootedAt("09:30").now();
        assertEquals(Duration.ofMinutes(30), afterReboot.since(later));
        assertEquals(Duration.ZERO, afterReboot.since(early));
    }

    @Test
    void rule9AClockThatWasAheadAtTheInstallationIsNotWaitedFor() {
        Timeline line = new Timeline(halfHourly().build(), "2026-03-04T12:10").clockSetTo("08:05");

        line.skips();
        assertEquals(instant("08:30"), line.at("08:30").ticks().due());
    }

    @Test
    void rule9TheFirstTickIsOwedAtOnceThoughTheClockWasAheadAtTheInstallation() {
        Timeline line =
                new Timeline(halfHourly().first(First.AT_INSTALL).build(), "2026-03-04T12:10").clockSetTo("08:05");

        assertEquals(Tick.INITIAL, line.ticks().reason());
        assertEquals(instant("08:30"), line.at("08:30").ticks().due());
    }
}
