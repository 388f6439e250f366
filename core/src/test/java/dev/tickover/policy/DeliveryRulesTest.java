package dev.tickover.policy;

import static dev.tickover.policy.Accounts.coalesced;
import static dev.tickover.policy.Accounts.dropped;
import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a tick: ended, tried again, lost, delivered by a dead owner, dropped. */
class DeliveryRulesTest {

    /** Its ticks may take so long that only a dead owner makes one be delivered again. */
    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30)))
                .first(First.AT_DUE)
                .timeout(Duration.ofHours(3));
    }

    private static Timeline started(Schedule.Builder schedule) {
        Timeline line = new Timeline(schedule.build(), "10:01").at("10:30");
        line.starts();
        return line;
    }

    private static Tick inFlight(Timeline line) {
        return line.state().inFlight().get(0).tick();
    }

    @Test
    void aTickThatEndedWellLeavesNothing() {
        Timeline line = started(halfHourly());
        line.ends(inFlight(line), new Outcome.Done());
        assertEquals(List.of(), line.state().inFlight());
        assertEquals(List.of(), line.state().redeliveries());
        assertEquals(Optional.of("beat@2026-03-02T10:30:00Z"), line.state().lastTickId());
    }

    @Test
    void aFailedTickIsRetriedWithTheSameIdAndDoublingBackOffUntilMax() {
        Timeline line = started(halfHourly().retry(new Retry(2, Duration.ofMinutes(2), Duration.ofMinutes(30))));
        line.ends(inFlight(line), new Outcome.Failed("disk full"));
        Decision.Defer wait = line.at("10:31").defers();
        assertEquals(instant("10:32"), wait.until());
        assertEquals(new Reason(Kind.BACK_OFF, "waits before attempt 2: failed: disk full"), wait.why());
        Tick second = line.at("10:32").starts();
        assertEquals("beat@2026-03-02T10:30:00Z", second.id());
        assertEquals(2, second.attempt());
        assertEquals("interval", second.reason());
        line.ends(second, new Outcome.Failed("disk full"));
        assertEquals(instant("10:36"), line.defers().until());
        Tick third = line.at("10:36").starts();
        line.ends(third, new Outcome.Failed("disk full"));
        line.at("10:50").skips();
    }

    @Test
    void withoutRetryAFailureIsTheEnd() {
        Timeline line = started(halfHourly());
        line.ends(inFlight(line), new Outcome.Failed("x"));
        line.at("10:35").skips();
    }

    @Test
    void anUndeliveredTickIsAsOwedAsBeforeAndTakesNoSpacing() {
        Timeline line = started(halfHourly().spacing(Duration.ofMinutes(10)));
        line.ends(inFlight(line), new Outcome.Undelivered(Kind.HOST_UNREACHABLE, "no answer"));
        assertEquals(Optional.empty(), line.state().lastStart());
        Tick again = line.at("10:31").starts();
        assertEquals("beat@2026-03-02T10:30:00Z", again.id());
        assertEquals(2, again.attempt());
    }

    @Test
    void aBusyHostIsLeftAloneAsLongAsItAsks() {
        Timeline line = started(halfHourly());
        line.ends(inFlight(line), new Outcome.Undelivered(new Reason(Kind.HOST_BUSY, "busy"), Duration.ofSeconds(30)));
        assertEquals(instant("10:30:30"), line.defers().until());
    }

    @Test
    void aTickWhoseEndNobodyKnowsIsDeliveredAgainAfterSpacing() {
        Timeline line = started(halfHourly());
        line.ends(inFlight(line), new Outcome.Lost("the host vanished"));
        assertEquals(instant("10:31"), line.defers().until());
        assertEquals(2, line.at("10:31").starts().attempt());
    }

    @Test
    void aDuplicateEndsTheTickAndTakesNoSpacing() {
        Timeline line = started(halfHourly());
        line.ends(inFlight(line), new Outcome.Duplicate());
        assertEquals(Optional.empty(), line.state().lastStart());
        line.skips();
    }

    @Test
    void aDeadOwnersTickIsDeliveredAgainWithTheNextAttempt() {
        Timeline line = started(halfHourly()).at("10:33").ownerDies();
        Tick again = line.starts();
        assertEquals("beat@2026-03-02T10:30:00Z", again.id());
        assertEquals(2, again.attempt());
    }

    @Test
    void aDeliveryThatNeverEndedIsTakenOverThoughItsOwnerLives() {
        Schedule schedule = halfHourly().timeout(Duration.ofMinutes(5)).build();
        Timeline line = started(halfHourly().timeout(Duration.ofMinutes(5))).at("10:36:30");
        ScheduleState before = line.state();
        assertSame(before, Transitions.recovered(schedule, before, owner -> false, line.now()));
        line.at("10:36:31").change(state -> Transitions.recovered(schedule, state, owner -> false, line.now()));
        Tick late = before.inFlight().get(0).tick();
        assertEquals(2, line.starts().attempt());
        ScheduleState running = line.state();
        line.ends(late, new Outcome.Done());
        assertSame(running, line.state(), "the former owner's answer changes nothing any more");
        assertFalse(Transitions.isInFlight(running, late));
    }

    @Test
    void withLatestANewerDueTickStandsForARetry() {
        Timeline line = started(halfHourly().retry(new Retry(3, Duration.ofHours(1), Duration.ofHours(1))));
        line.ends(inFlight(line), new Outcome.Failed("no network"));
        Tick newer = line.at("11:00").ticks();
        assertEquals("beat@2026-03-02T11:00:00Z", newer.id());
        assertEquals(1, newer.attempt());
        assertEquals(1, newer.missed());
        assertEquals("catch-up", newer.reason());
        assertEquals(List.of(coalesced("10:30", "10:30", 1, newer.id())), line.accounts());
        line.at("11:05").skips();
    }

    @Test
    void workThatMayBeDoneIsAskedForUnderItsOwnIdBeforeANewerDueTick() {
        Timeline line = started(halfHourly()).ownerDies().at("11:00");
        Tick again = line.starts();
        assertEquals("beat@2026-03-02T10:30:00Z", again.id());
        assertEquals(2, again.attempt());
        line.ends(again, new Outcome.Duplicate());
        Tick newer = line.ticks();
        assertEquals("beat@2026-03-02T11:00:00Z", newer.id());
        assertEquals("interval", newer.reason());
        assertEquals(List.of(), line.accounts());
    }

    @Test
    void afterWorkThatIsRunAgainWhatWasOwedThenIsServedByOneTickAfterSpacing() {
        Timeline line = started(halfHourly()).ownerDies().at("12:10");
        assertEquals("beat@2026-03-02T10:30:00Z", line.ticks().id());
        Tick catchUp = line.at("12:11").ticks();
        assertEquals("beat@2026-03-02T12:00:00Z", catchUp.id());
        assertEquals(2, catchUp.missed());
        line.at("12:12").skips();
    }

    @Test
    void aTickThatNobodyAnswersIsGivenUpForANewerOneAfterThreeAttempts() {
        Timeline line = started(halfHourly()).ownerDies();
        line.at("10:35").starts();
        line.ownerDies().at("10:40");
        assertEquals(3, line.starts().attempt());
        line.ownerDies();
        Tick newer = line.at("11:00").ticks();
        assertEquals("beat@2026-03-02T11:00:00Z", newer.id());
        assertEquals(1, newer.missed());
    }

    @Test
    void aRedeliveryThatFindsNobodyMayStillBeDone() {
        Timeline line = started(halfHourly()).ownerDies().at("10:35");
        line.ends(
                line.starts(),
                new Outcome.Undelivered(new Reason(Kind.HOST_BUSY, "nobody answers"), Duration.ofMinutes(40)));
        Tick newer = line.at("11:00").ticks();
        assertEquals("beat@2026-03-02T11:00:00Z", newer.id());
        assertEquals(0, newer.missed(), "it does not stand for the other");
        assertEquals("beat@2026-03-02T10:30:00Z", line.at("11:20").ticks().id());
    }

    @Test
    void theNewerTickServesTheWakesOfTheRetryToo() {
        Timeline line = new Timeline(
                        halfHourly()
                                .retry(new Retry(3, Duration.ofHours(1), Duration.ofHours(1)))
                                .build(),
                        "10:01")
                .wake("hook:a");
        line.ends(line.starts(), new Outcome.Failed("no network"));
        Tick newer = line.at("10:30").ticks();
        assertEquals(List.of("hook:a"), newer.wakes());
        assertEquals(0, newer.missed(), "a wake is no due instant");
        assertEquals("interval", newer.reason());
    }

    @Test
    void withEachARedeliveryGoesFirstAndKeepsItsTick() {
        Timeline line = started(halfHourly().catchUp(CatchUp.EACH)).ownerDies().at("11:00");
        assertEquals("beat@2026-03-02T10:30:00Z", line.ticks().id());
        assertEquals("beat@2026-03-02T11:00:00Z", line.at("11:01").ticks().id());
    }

    @Test
    void aRedeliveryLeavesNewWakesToATickOfTheirOwnSinceTheHostMayAnswerThatItWasServed() {
        Timeline line = started(halfHourly()).ownerDies();
        line.at("10:33").wake("hook:a");
        Tick again = line.starts();
        assertEquals(2, again.attempt());
        line.ends(again, new Outcome.Duplicate());
        assertEquals(List.of("hook:a"), line.ticks().wakes());
    }

    @Test
    void aFirstDeliveryThatTurnsOutADuplicateLosesNoWake() {
        Timeline line = new Timeline(halfHourly().build(), "10:01")
                .at("10:20")
                .wake("hook:a")
                .at("10:30");
        line.ends(line.starts(), new Outcome.Duplicate());
        assertEquals(List.of("hook:a"), line.ticks().wakes());
    }

    @Test
    void droppingATickAccountsForAllItStoodForAndKeepsEveryWake() {
        Schedule schedule = halfHourly()
                .retry(new Retry(3, Duration.ofHours(2), Duration.ofHours(2)))
                .build();
        Timeline line = new Timeline(schedule, "10:01").wake("hook:a");
        line.starts();
        line.ends(inFlight(line), new Outcome.Failed("no network"));
        line.at("10:05").wake("hook:b").at("11:30");
        Decision.Run run = (Decision.Run) line.look();
        assertEquals(List.of("hook:a", "hook:b"), run.tick().wakes());
        line.change(state -> Transitions.dropped(schedule, state, run));
        Reason why = new Reason(Kind.HOST_ABSENT, "nobody there");
        List<Account> accounts = Transitions.accountsOfDropped(run, why);
        assertEquals(
                List.of(
                        dropped(Fate.SKIPPED, "10:30", "11:00", 2, why),
                        dropped(Fate.SKIPPED, "11:30", "11:30", 1, why)),
                accounts);
        Tick later = line.ticks();
        assertEquals(2, later.wakes().size(), () -> "wakes: " + later.wakes());
        assertTrue(later.wakes().containsAll(List.of("hook:a", "hook:b")));
        line.at("11:40").skips();
    }

    @Test
    void droppingARedeliveryLeavesWhatItsFirstStartCoveredAsItWas() {
        Schedule schedule = halfHourly().spacing(Duration.ofMinutes(30)).build();
        Timeline line = new Timeline(schedule, "10:01").at("10:45");
        Tick first = line.starts();
        assertEquals("catch-up", first.reason());
        line.ends(first, new Outcome.Lost("the host vanished"));
        Decision.Run run = (Decision.Run) line.at("11:20").look();
        assertEquals(2, run.tick().attempt());
        Reason why = new Reason(Kind.HOST_ABSENT, "nobody there");
        Reason spacing = new Reason(Kind.SPACING, "less than spacing after " + first.id());
        assertEquals(
                List.of(
                        new Account(Fate.COALESCED, instant("11:00"), instant("11:00"), 1, first.id(), spacing),
                        dropped(Fate.SKIPPED, "10:30", "10:30", 1, why)),
                Transitions.accountsOfDropped(run, why));
    }
}
