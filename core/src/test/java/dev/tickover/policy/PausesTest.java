package dev.tickover.policy;

import static dev.tickover.policy.Accounts.coalesced;
import static dev.tickover.policy.Accounts.late;
import static dev.tickover.policy.Accounts.paused;
import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4 of the decision, where one pause follows another before anything is served. */
class PausesTest {

    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30))).first(First.AT_DUE);
    }

    @Test
    void rule4WhatCameDueInEitherOfTwoPausesIsSkipped() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:35").pausedUntil(instant("11:40"));
        line.at("12:10").pausedUntil(instant("13:10"));
        line.at("12:31").skips();

        Tick tick = line.at("13:31").ticks();
        assertEquals(2, tick.missed());
        assertEquals(
                List.of(
                        coalesced("10:30", "10:30", 1, tick.id()),
                        paused("11:00", "11:30", 2),
                        coalesced("12:00", "12:00", 1, tick.id()),
                        paused("12:30", "13:00", 2)),
                line.accounts());
    }

    @Test
    void rule4SoItIsWhereTheyWereResumedAndNothingCameDueBetweenThem() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:35").pausedUntil(Instant.MAX);
        line.at("11:10").resumed().at("11:20").pausedUntil(Instant.MAX);
        line.at("12:10").resumed();

        Tick tick = line.at("12:31").ticks();
        assertEquals(1, tick.missed());
        assertEquals(List.of(coalesced("10:30", "10:30", 1, tick.id()), paused("11:00", "12:00", 3)), line.accounts());
    }

    @Test
    void rule4WithEachEveryOneOwedFromBeforeAndBetweenComesInTurn() {
        Schedule each =
                halfHourly().catchUp(CatchUp.EACH).spacing(Duration.ZERO).build();
        Timeline line = new Timeline(each, "10:01").at("10:35").pausedUntil(instant("11:40"));
        line.at("12:10").pausedUntil(instant("13:10")).at("13:31");

        assertEquals(instant("10:30"), line.ticks().due());
        assertEquals(instant("12:00"), line.ticks().due());
        assertEquals(instant("13:30"), line.ticks().due());
        assertEquals(List.of(paused("11:00", "11:30", 2), paused("12:30", "13:00", 2)), line.accounts());
    }

    @Test
    void rule4NoneSkipsBothToo() {
        Schedule none = halfHourly().catchUp(CatchUp.NONE).build();
        Timeline line = new Timeline(none, "10:01").at("10:30:10").pausedUntil(instant("11:40"));
        line.at("12:10").pausedUntil(instant("13:10")).at("13:32").skips();

        assertEquals(
                List.of(
                        late("10:30", "10:30", 1),
                        paused("11:00", "11:30", 2),
                        late("12:00", "12:00", 1),
                        paused("12:30", "13:00", 2),
                        late("13:30", "13:30", 1)),
                line.accounts());
    }

    @Test
    void rule4AClockSetBackBringsAResumedPauseBackNeitherWhereSomethingIsOwedFromBefore() {
        Schedule each =
                halfHourly().catchUp(CatchUp.EACH).spacing(Duration.ZERO).build();
        Timeline line = new Timeline(each, "10:01").at("10:35").pausedUntil(Instant.MAX);
        line.at("12:10").resumed().clockSetTo("10:40");

        assertEquals(instant("10:30"), line.ticks().due());
        assertEquals(instant("11:00"), line.at("11:00").ticks().due(), "now it is not in the pause any more");
    }

    @Test
    void whatIsServedForgetsThePausesBeforeItAndTheStateStaysSmall() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:35");
        for (int day = 3; day < 25; day++) {
            String date = "2026-03-" + (day < 10 ? "0" : "") + day;
            line.at(date + "T10:10").pausedUntil(instant(date + "T11:10"));
        }
        assertEquals(PastPause.MOST, line.state().pastPauses().size());
        assertTrue(line.at("2026-03-24T12:00").ticks().missed() > 900);
        assertEquals(List.of(), line.state().pastPauses());
    }

    @Test
    void withMorePausesThanAreKeptTheOldestCountsAsOwedAgainSinceNothingMayBeLost() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("10:35");
        Instant from = instant("10:40");
        for (int pause = 0; pause <= PastPause.MOST + 1; pause++) {
            String start = from.plus(Duration.ofMinutes(60L * pause)).toString().substring(0, 16);
            line.at(start).pausedUntil(instant(start).plus(Duration.ofMinutes(25)));
        }
        // The pauses are of 10:40 to 11:05, 11:40 to 12:05 and so on; the last one is not over before it is the
        // current.
        Tick tick = line.at("2026-03-03T10:00").ticks();

        int skipped = line.accounts().stream()
                .filter(account -> account.fate() == Fate.SKIPPED)
                .mapToInt(Account::count)
                .sum();
        assertEquals(PastPause.MOST + 1, skipped);
        assertEquals(48 - skipped, tick.missed() + 1);
    }
}
