package dev.tickover.policy;

import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rule 3, where several schedules of an application catch up together. */
class StaggerTest {

    private static final Instant NOW = instant("18:10:02");

    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30))).first(First.AT_DUE);
    }

    private static Decision.Run decided(Timeline line) {
        return (Decision.Run) line.look();
    }

    private static ScheduleState withTurn(Timeline line, Instant turn) {
        return line.state().with().turn(Optional.of(turn)).build();
    }

    @Test
    void rule3TurnsAreFiveSecondsApartAndTheFirstIsAtOnce() {
        Instant free = Instant.EPOCH;
        List<Instant> turns = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            Instant turn = Stagger.turn(free, NOW, name);
            free = Stagger.freeAfter(free, turn, NOW);
            turns.add(turn);
        }
        assertEquals(List.of(NOW, NOW.plusSeconds(5), NOW.plusSeconds(10)), turns);
        assertEquals(NOW.plusSeconds(60), Stagger.turn(free, NOW.plusSeconds(60), "d"), "later nobody waits");
    }

    @Test
    void rule3AThousandSchedulesAllHaveTheirTurnWithinTheLifeOfATickClient() {
        Instant free = Instant.EPOCH;
        TreeMap<Long, Integer> perSecond = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            Instant turn = Stagger.turn(free, NOW, "schedule-" + i);
            free = Stagger.freeAfter(free, turn, NOW);
            assertFalse(turn.isAfter(NOW.plus(Stagger.LONGEST)), turn::toString);
            perSecond.merge(Duration.between(NOW, turn).toSeconds(), 1, Integer::sum);
        }
        perSecond.forEach((second, count) -> assertTrue(count < 40, second + " s: " + count));
    }

    @Test
    void rule3ACatchUpWaitsForItsTurnAndATimelyTickForNone() {
        Schedule schedule = halfHourly().build();
        Timeline line = new Timeline(schedule, "10:01").at("18:10:02");
        Decision.Run run = decided(line);
        assertTrue(Stagger.needsTurn(schedule, line.state(), run, NOW));
        ScheduleState turned = withTurn(line, NOW.plusSeconds(5));
        assertFalse(Stagger.needsTurn(schedule, turned, run, NOW), "its turn is kept");
        assertEquals(Optional.of(NOW.plusSeconds(5)), Stagger.waitsUntil(schedule, turned, run, NOW));
        assertEquals(Optional.empty(), Stagger.waitsUntil(schedule, turned, run, NOW.plusSeconds(5)));
        assertTrue(Stagger.needsTurn(schedule, turned, run, NOW.plusSeconds(10)), "a turn that is not used passes");
        line.ticks();
        Decision.Run timely = decided(line.at("18:30:01"));
        assertFalse(Stagger.needsTurn(schedule, line.state(), timely, line.now().wall()));
    }

    @Test
    void rule3WhatSomebodyAskedForAndWhatWouldBeDroppedWaitForNoTurn() {
        Timeline asked = new Timeline(halfHourly().build(), "10:01")
                .at("18:10")
                .wake("manual")
                .at("18:10:02");
        assertFalse(Stagger.needsTurn(halfHourly().build(), asked.state(), decided(asked), NOW));
        Schedule window = halfHourly().catchUpWindow(Duration.ofMinutes(11)).build();
        Timeline late = new Timeline(window, "10:01").at("18:10:02");
        assertFalse(Stagger.needsTurn(window, late.state(), decided(late), NOW));
    }

    @Test
    void rule3AScheduleThatServesEachGoesOnInItsTurn() {
        Schedule each =
                halfHourly().catchUp(CatchUp.EACH).spacing(Duration.ZERO).build();
        Timeline line = new Timeline(each, "10:01").at("12:05");
        line.change(state -> state.with().turn(Optional.of(instant("12:05"))).build());
        line.ticks();
        Decision.Run second = decided(line.at("12:05:30"));
        assertFalse(Stagger.needsTurn(each, line.state(), second, line.now().wall()));
        assertEquals(
                Optional.empty(),
                Stagger.waitsUntil(each, line.state(), second, line.now().wall()));
    }

    @Test
    void rule3AClockSetBackLeavesNobodyWaitingForAnOldTurn() {
        Schedule schedule = halfHourly().build();
        Timeline line = new Timeline(schedule, "10:01").at("18:10:02");
        assertTrue(Stagger.needsTurn(schedule, withTurn(line, NOW.plusSeconds(3600)), decided(line), NOW));
        assertEquals(NOW, Stagger.turn(NOW.plusSeconds(3600), NOW, "a"));
        assertEquals(NOW.plusSeconds(5), Stagger.freeAfter(NOW.plusSeconds(3600), NOW, NOW));
    }
}
