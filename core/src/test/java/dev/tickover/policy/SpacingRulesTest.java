package dev.tickover.policy;

import static dev.tickover.policy.Accounts.dropped;
import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 5 to 8 of the decision: spacing, what a run covers, what consumes nothing, overlap. */
class SpacingRulesTest {

    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30)))
                .first(First.AT_DUE)
                .spacing(Duration.ofMinutes(10));
    }

    @Test
    void rule5SpacingHoldsForWakesAndTheDeferralSaysUntilWhen() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:30");
        line.ticks();
        line.at("10:32").wake("exec-event");
        Decision.Defer deferred = line.defers();
        assertEquals(instant("10:40"), deferred.until());
        assertEquals(Kind.SPACING, deferred.why().kind());
        String text = deferred.why().text();
        assertTrue(text.startsWith("spacing: the last tick started 120 s ago"), text);
        line.at("10:39:59").defers();
        assertEquals(List.of("exec-event"), line.at("10:40").ticks().wakes());
    }

    @Test
    void rule5FifteenWakesInTwelveMinutesAreTwoTicks() {
        Timeline line = new Timeline(halfHourly().build(), "10:01");
        int ticks = 0;
        for (int minute = 2; minute < 17; minute++) {
            line.at("10:" + (minute < 10 ? "0" : "") + minute).wake("exec-event");
            if (line.look() instanceof Decision.Run) {
                line.ticks();
                ticks++;
            }
        }
        assertEquals(2, ticks);
    }

    @Test
    void rule5WakesAreCoalescedByReasonAndServedTogether() {
        Timeline line = new Timeline(halfHourly().build(), "10:01");
        line.wake("b").wake("a").wake("b");
        Tick tick = line.ticks();
        assertEquals(List.of("b", "a"), tick.wakes());
        assertEquals("b,a", tick.reason());
        assertEquals("beat@2026-03-02T10:01:00.001Z", tick.id());
        line.at("10:15").skips();
    }

    @Test
    void rule5SpacingIsMeasuredOnTheBootClockSoAClockStepForwardOpensNothing() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:30");
        line.ticks();
        line.clockSetTo("15:00");
        assertEquals(instant("15:10"), line.defers().until());
    }

    @Test
    void rule5SpacingAcrossARebootIsMeasuredOnTheWallClock() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:30");
        line.ticks();
        line.rebootedAt("10:35").wake("hook:a");
        assertEquals(instant("10:40"), line.defers().until());
    }

    @Test
    void rule6ADueInstantLessThanSpacingAfterAWakesTickIsServedByIt() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:25").wake("hook:a");
        Tick tick = line.ticks();
        line.at("10:30").skips();
        assertEquals(
                List.of(new Account(
                        Fate.COALESCED,
                        instant("10:30"),
                        instant("10:30"),
                        1,
                        tick.id(),
                        new Reason(Kind.SPACING, "less than spacing after " + tick.id()))),
                line.accounts());
        assertEquals("interval", line.at("11:00").ticks().reason());
    }

    @Test
    void rule6ADueInstantExactlyASpacingAfterItIsNot() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:20").wake("hook:a");
        line.ticks();
        assertEquals("interval", line.at("10:30").ticks().reason());
    }

    @Test
    void rule6ACatchUpAndAFirstTickCoverTooButATimelyOneDoesNot() {
        Timeline late = new Timeline(halfHourly().build(), "10:01").at("10:55");
        late.ticks();
        late.at("11:00").skips();
        Timeline first = new Timeline(halfHourly().first(First.AT_INSTALL).build(), "10:55");
        first.ticks();
        first.at("11:00").skips();
        Schedule dense = Schedule.of("beat", Every.of(Duration.ofMinutes(1)))
                .first(First.AT_DUE)
                .build();
        Timeline timely = new Timeline(dense, "10:00:30").at("10:01:05");
        timely.ticks();
        assertEquals(instant("10:02:05"), timely.at("10:02").defers().until());
        assertEquals("beat@2026-03-02T10:02:00Z", timely.at("10:02:05").ticks().id());
    }

    @Test
    void rule6WithEachEveryDueInstantHasATickOfItsOwn() {
        Timeline line = new Timeline(halfHourly().catchUp(CatchUp.EACH).build(), "10:01")
                .at("10:25")
                .wake("hook:a");
        line.ticks();
        assertEquals("beat@2026-03-02T10:30:00Z", line.at("10:35").ticks().id());
    }

    @Test
    void rule7ADeferralConsumesNothing() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:25").wake("manual");
        line.ticks();
        assertEquals(instant("10:35"), line.at("10:30").defers().until());
        assertEquals(List.of(), line.accounts());
        assertEquals("beat@2026-03-02T10:30:00Z", line.at("10:35").ticks().id());
    }

    @Test
    void rule7AManualRunConsumesNothingThatComesAfterIt() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:29").wake("manual");
        assertEquals("manual", line.ticks().reason());
        Tick tick = line.at("10:39").ticks();
        assertEquals("beat@2026-03-02T10:30:00Z", tick.id());
        assertEquals("catch-up", tick.reason());
    }

    @Test
    void rule7WakesServeWhatIsOwedAtThatMomentAndNeverPushTheRecurrence() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:45").wake("hook:a");
        Tick both = line.ticks();
        assertEquals("catch-up", both.reason());
        assertEquals(List.of("hook:a"), both.wakes());
        assertEquals("beat@2026-03-02T10:30:00Z", both.id());
        assertEquals("beat@2026-03-02T11:00:00Z", line.at("11:00").ticks().id());
    }

    @Test
    void rule8SkipDropsWhatIsDueWhileATickIsInFlightButNoWake() {
        Timeline line = new Timeline(
                halfHourly().overlap(Overlap.SKIP).timeout(Duration.ofHours(2)).build(), "10:01");
        Tick running = line.at("10:30").starts();
        Reason why = line.at("11:00").skips().why();
        assertEquals(new Reason(Kind.OVERLAP, "tick " + running.id() + " is still in flight"), why);
        assertEquals(List.of(dropped(Fate.SKIPPED, "11:00", "11:00", 1, why)), line.accounts());
        line.wake("hook:a");
        line.at("11:30").defers();
        line.ends(running, new Outcome.Done());
        assertEquals(List.of("hook:a"), line.at("11:31").ticks().wakes());
    }

    @Test
    void rule8BufferOneServesWhatCameMeanwhileByOneTick() {
        Timeline line = new Timeline(halfHourly().timeout(Duration.ofHours(4)).build(), "10:01");
        Tick running = line.at("10:30").starts();
        assertEquals(instant("14:30:30"), line.at("11:00").defers().until());
        line.at("11:30").defers();
        line.at("11:40").ends(running, new Outcome.Done());
        Tick next = line.ticks();
        assertEquals("beat@2026-03-02T11:30:00Z", next.id());
        assertEquals(1, next.missed());
    }

    @Test
    void rule8AllowStartsAnotherButStillSpaced() {
        Timeline line = new Timeline(halfHourly().overlap(Overlap.ALLOW).build(), "10:01");
        Tick one = line.at("10:30").starts();
        line.at("10:31").wake("hook:a");
        line.defers();
        Tick two = line.at("10:40").starts();
        assertEquals(2, line.state().inFlight().size());
        line.ends(one, new Outcome.Done());
        line.ends(two, new Outcome.Failed("x"));
        assertEquals(List.of(), line.state().inFlight());
    }
}
