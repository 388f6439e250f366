package dev.tickover.policy;

import static dev.tickover.policy.Accounts.coalesced;
import static dev.tickover.policy.Accounts.dropped;
import static dev.tickover.policy.Accounts.late;
import static dev.tickover.policy.Accounts.paused;
import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 1 to 4 of the decision: what is owed, the first tick, catch-up, pause and active hours. */
class OwedRulesTest {

    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30))).first(First.AT_DUE);
    }

    private static Schedule.Builder nightly() {
        return Schedule.of("beat", new Cron("0 3 * * *", Optional.empty(), DstGap.SHIFT, DstOverlap.FIRST))
                .first(First.AT_DUE);
    }

    @Test
    void rule1NothingOwedAndNoWakeIsNotDue() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:29:54");
        assertEquals(
                new Reason(Kind.NOT_DUE, "not due before 2026-03-02T10:30:00Z"),
                line.skips().why());
        assertEquals(List.of(), line.accounts());
    }

    @Test
    void rule1AnEarlyPulseServesTheDueInstantWithinItsSlackOnceOnly() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:29:55");
        Tick tick = line.ticks();
        assertEquals("beat@2026-03-02T10:30:00Z", tick.id());
        assertEquals("interval", tick.reason());
        assertEquals(
                new Reason(Kind.NOT_DUE, "not due before 2026-03-02T11:00:00Z"),
                line.at("10:31").skips().why());
    }

    @Test
    void rule1ADueInstantOfACronRecurrenceHasReasonCron() {
        assertEquals(
                "cron",
                new Timeline(nightly().build(), "02:00").at("03:00:01").ticks().reason());
    }

    @Test
    void rule2WithoutStateAFirstTickIsOwedAtOnce() {
        Timeline line = new Timeline(halfHourly().first(First.AT_INSTALL).build(), "10:01");
        Tick tick = line.ticks();
        assertEquals("initial", tick.reason());
        assertEquals("beat@2026-03-02T10:01:00Z", tick.id());
        assertEquals(0, tick.missed());
        assertEquals("interval", line.at("10:30").ticks().reason());
    }

    @Test
    void rule2AtDueTheFirstTickWaitsForTheFirstDueInstant() {
        Timeline line = new Timeline(halfHourly().build(), "10:01");
        line.skips();
        assertEquals("beat@2026-03-02T10:30:00Z", line.at("10:30:02").ticks().id());
    }

    @Test
    void rule2TheFirstTickIsOwedHoweverLateTheFirstHostAttaches() {
        for (CatchUp catchUp : CatchUp.values()) {
            Schedule schedule = halfHourly()
                    .first(First.AT_INSTALL)
                    .catchUp(catchUp)
                    .catchUpWindow(Duration.ofMinutes(10))
                    .build();
            Timeline line = new Timeline(schedule, "10:01").at("10:25");
            assertEquals("initial", line.ticks().reason(), catchUp.name());
        }
    }

    @Test
    void rule2AColdStartAfterDaysIsOneFirstTickThatStandsForAll() {
        Timeline line = new Timeline(halfHourly().first(First.AT_INSTALL).build(), "10:01").at("2026-03-04T10:10");
        Tick tick = line.ticks();
        assertEquals("initial", tick.reason());
        assertEquals(96, tick.missed());
        assertEquals("beat@2026-03-04T10:00:00Z", tick.id());
        line.at("2026-03-04T10:12").skips();
    }

    @Test
    void rule3LatestServesAllByOneTickThatCountsThem() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("13:10");
        Tick tick = line.ticks();
        assertEquals("catch-up", tick.reason());
        assertEquals("beat@2026-03-02T13:00:00Z", tick.id());
        assertEquals(5, tick.missed());
        assertEquals(List.of(coalesced("10:30", "12:30", 5, tick.id())), line.accounts());
        line.at("13:12").skips();
        assertEquals("interval", line.at("13:30").ticks().reason());
    }

    @Test
    void rule3ALateSingleDueInstantIsACatchUpOfNone() {
        Timeline line = new Timeline(halfHourly().build(), "10:01");
        assertEquals("interval", line.at("10:31:00").ticks().reason());
        assertEquals("catch-up", line.at("11:01:01").ticks().reason());
    }

    @Test
    void rule3EachServesTheOldestFirstOneByOneSpaced() {
        Timeline line = new Timeline(halfHourly().catchUp(CatchUp.EACH).build(), "10:01").at("11:45");
        assertEquals("beat@2026-03-02T10:30:00Z", line.ticks().id());
        assertEquals(instant("11:46"), line.defers().until());
        assertEquals("beat@2026-03-02T11:00:00Z", line.at("11:46").ticks().id());
        Tick last = line.at("11:47").ticks();
        assertEquals("beat@2026-03-02T11:30:00Z", last.id());
        assertEquals("catch-up", last.reason());
        assertEquals(0, last.missed());
        line.at("11:48").skips();
        assertEquals(List.of(), line.accounts());
    }

    @Test
    void rule3EachServesTheYoungestUpToMaxCatchUp() {
        Schedule schedule = halfHourly().catchUp(CatchUp.EACH).maxCatchUp(2).build();
        Timeline line = new Timeline(schedule, "10:01").at("13:10");
        assertEquals("beat@2026-03-02T12:30:00Z", line.ticks().id());
        assertEquals("beat@2026-03-02T13:00:00Z", line.at("13:11").ticks().id());
        assertEquals(
                List.of(dropped(
                        Fate.MISSED, "10:30", "12:00", 4, new Reason(Kind.MAX_CATCH_UP, "more than max-catch-up = 2"))),
                line.accounts());
    }

    @Test
    void rule3NoneServesOnlyWhatIsTimely() {
        Timeline line = new Timeline(halfHourly().catchUp(CatchUp.NONE).build(), "10:01").at("11:59");
        line.skips();
        assertEquals(List.of(late("10:30", "11:30", 3)), line.accounts());
        assertEquals("beat@2026-03-02T12:00:00Z", line.at("12:00:59").ticks().id());
    }

    @Test
    void rule3NoneDropsTheOldOnesAndServesTheTimelyOneAtOnce() {
        Timeline line = new Timeline(halfHourly().catchUp(CatchUp.NONE).build(), "10:01").at("11:30:10");
        Tick tick = line.ticks();
        assertEquals("beat@2026-03-02T11:30:00Z", tick.id());
        assertEquals("interval", tick.reason());
        assertEquals(0, tick.missed());
        assertEquals(2, line.accounts().get(0).count());
    }

    @Test
    void rule3BeyondTheCatchUpWindowDueInstantsEndAsMissed() {
        Schedule schedule = halfHourly().catchUpWindow(Duration.ofHours(1)).build();
        Timeline line = new Timeline(schedule, "10:01").at("13:10");
        Tick tick = line.ticks();
        assertEquals(1, tick.missed());
        assertEquals(
                List.of(
                        dropped(
                                Fate.MISSED,
                                "10:30",
                                "12:00",
                                4,
                                new Reason(Kind.CATCH_UP_WINDOW, "older than catch-up-window")),
                        coalesced("12:30", "12:30", 1, tick.id())),
                line.accounts());
    }

    @Test
    void rule3BeyondTheWindowAloneNothingTicksAndAllIsAccountedFor() {
        Schedule schedule = nightly().catchUpWindow(Duration.ofHours(1)).build();
        Timeline line = new Timeline(schedule, "02:00").at("09:00");
        line.skips();
        assertEquals(1, line.accounts().size());
        line.at("09:15").skips();
        assertEquals(1, line.accounts().size(), "accounted for once");
    }

    @Test
    void rule4WhilePausedDueInstantsAreSkippedAndWakesKept() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").pausedUntil(instant("11:15"));
        line.wake("hook:a").at("10:30:01");
        assertEquals(
                new Reason(Kind.PAUSED, "paused until 2026-03-02T11:15:00Z"),
                line.skips().why());
        line.at("11:00:01").skips();
        assertEquals(List.of(paused("10:30", "10:30", 1), paused("11:00", "11:00", 1)), line.accounts());
        assertEquals(List.of("hook:a"), line.at("11:15").ticks().wakes());
    }

    @Test
    void rule4APauseWithoutEndLastsUntilItIsResumed() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").pausedUntil(Instant.MAX);
        assertEquals(
                new Reason(Kind.PAUSED, "paused until it is resumed"),
                line.at("2026-08-01T10:00").skips().why());
        line.resumed();
        line.skips();
        assertEquals("interval", line.at("2026-08-01T10:30").ticks().reason());
    }

    @Test
    void rule4WhatIsOwedFromBeforeAPauseIsServedAfterItAndWhatCameInItIsNot() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("11:40").pausedUntil(instant("13:10"));
        assertEquals(
                new Reason(Kind.PAUSED, "paused until 2026-03-02T13:10:00Z"),
                line.at("12:00:01").skips().why());
        assertEquals(List.of(), line.accounts(), "10:30, 11:00 and 11:30 are still owed");
        Tick tick = line.at("14:05").ticks();
        assertEquals(instant("14:00"), tick.due());
        assertEquals(4, tick.missed());
        assertEquals(
                List.of(
                        coalesced("10:30", "11:30", 3, tick.id()),
                        paused("12:00", "13:00", 3),
                        coalesced("13:30", "13:30", 1, tick.id())),
                line.accounts());
    }

    @Test
    void rule4APauseThatNoPulseSawBeginSkipsOnlyWhatCameDueInIt() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("11:10").pausedUntil(instant("12:10"));
        Tick tick = line.at("12:15").ticks();
        assertEquals(instant("11:00"), tick.due());
        assertEquals(1, tick.missed());
        line.at("12:16").skips();
        assertEquals(List.of(coalesced("10:30", "10:30", 1, tick.id()), paused("11:30", "12:00", 2)), line.accounts());
    }

    @Test
    void rule4AClockSetBackBringsNoPauseBackThatWasResumed() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:10").pausedUntil(Instant.MAX);
        line.at("18:10").resumed().at("18:30").ticks();
        line.clockSetTo("12:10").skips();
        assertEquals(instant("12:30"), line.at("12:30").ticks().due());
    }

    @Test
    void rule4WithEachWhatIsOwedFromBeforeAPauseComesInTurn() {
        Schedule each =
                halfHourly().catchUp(CatchUp.EACH).spacing(Duration.ZERO).build();
        Timeline line = new Timeline(each, "10:01").at("11:10").pausedUntil(instant("12:10"));
        line.at("12:35");
        assertEquals(instant("10:30"), line.ticks().due());
        assertEquals(instant("11:00"), line.ticks().due());
        assertEquals(instant("12:30"), line.ticks().due());
        assertEquals(List.of(paused("11:30", "12:00", 2)), line.accounts());
    }

    @Test
    void rule4APauseThatIsLengthenedKeepsItsBeginningAndOneThatIsResumedEndsThen() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:35").pausedUntil(instant("11:10"));
        line.at("11:05").pausedUntil(Instant.MAX).at("12:05").resumed();
        Tick tick = line.at("12:31").ticks();
        assertEquals(1, tick.missed());
        assertEquals(List.of(coalesced("10:30", "10:30", 1, tick.id()), paused("11:00", "12:00", 3)), line.accounts());
    }

    @Test
    void rule4OutsideActiveHoursWhatIsOwedStaysOwedUntilTheyOpen() {
        ActiveHours hours = new ActiveHours(LocalTime.of(8, 0), LocalTime.of(22, 0));
        Timeline line = new Timeline(halfHourly().active(hours).build(), "21:40").at("22:00:01");
        Decision.Defer deferred = line.defers();
        assertEquals(instant("2026-03-03T08:00"), deferred.until());
        assertEquals(new Reason(Kind.INACTIVE_HOURS, "outside active hours 08:00-22:00"), deferred.why());
        assertEquals(List.of(), line.accounts());
        Tick tick = line.at("2026-03-03T08:00:02").ticks();
        assertEquals("catch-up", tick.reason());
        assertEquals(20, tick.missed());
    }

    @Test
    void rule4ActiveHoursHoldForWakesToo() {
        ActiveHours hours = new ActiveHours(LocalTime.of(22, 0), LocalTime.of(6, 0));
        Timeline line = new Timeline(halfHourly().active(hours).build(), "12:10").wake("hook:a");
        assertEquals(instant("22:00"), line.defers().until());
        assertEquals(List.of("hook:a"), line.at("22:00").ticks().wakes());
    }

    @Test
    void aDisabledScheduleNeverTicks() {
        Timeline line = new Timeline(halfHourly().enabled(false).build(), "10:01")
                .wake("hook:a")
                .at("11:00");
        assertEquals(
                new Reason(Kind.DISABLED, "disabled in the manifest"),
                line.skips().why());
    }

    @Test
    void halfAMillionOwedMinutesAreCountedQuickly() {
        for (CatchUp catchUp : CatchUp.values()) {
            Schedule schedule = Schedule.of("beat", Every.of(Duration.ofMinutes(1)))
                    .first(First.AT_DUE)
                    .catchUp(catchUp)
                    .build();
            Timeline line = new Timeline(schedule, "2025-03-02T00:00").at("2026-02-12T05:20:30");
            assertTimeout(Duration.ofSeconds(3), () -> {
                Tick tick = line.ticks();
                int accounted =
                        line.accounts().stream().mapToInt(Account::count).sum();
                assertTrue(accounted >= 500_000 - 24, catchUp + ": " + accounted);
                assertEquals(catchUp == CatchUp.LATEST ? accounted : 0, tick.missed());
            });
        }
    }
}
