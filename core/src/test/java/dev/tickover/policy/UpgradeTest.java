package dev.tickover.policy;

import static dev.tickover.policy.Accounts.coalesced;
import static dev.tickover.policy.Accounts.paused;
import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.Account;
import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is owed when the recurrence changes. */
class UpgradeTest {

    private static final DueInstants HALF_HOURLY =
            DueInstants.of(Every.of(Duration.ofMinutes(30)), ZoneOffset.UTC, Duration.ZERO);

    private static Schedule.Builder daily() {
        return Schedule.of("beat", Cron.of("0 4 * * *"));
    }

    private static ScheduleState served(String through) {
        return ScheduleState.fresh(instant("08:01"))
                .with()
                .servedThrough(Optional.of(instant(through)))
                .build();
    }

    private static Upgrade at(String now, Schedule schedule, ScheduleState state) {
        return Upgrade.of(schedule, state, instant(now), HALF_HOURLY, First.AT_INSTALL);
    }

    private static List<Account> accounts(Upgrade upgrade) {
        return upgrade.events().stream()
                .filter(HistoryEvent.Accounted.class::isInstance)
                .map(event -> ((HistoryEvent.Accounted) event).account())
                .toList();
    }

    private static List<String> names(Upgrade upgrade) {
        return upgrade.events().stream().map(EventText::name).toList();
    }

    private static List<Instant> ticks(Upgrade upgrade) {
        return upgrade.state().redeliveries().stream()
                .map(again -> again.tick().due())
                .toList();
    }

    @Test
    void oneTickOfTheOldRecurrenceIsLeftAndStandsForAll() {
        Upgrade upgrade = at("11:10", daily().build(), served("09:00"));
        Tick tick = upgrade.state().redeliveries().get(0).tick();
        assertEquals(instant("11:00"), tick.due());
        assertEquals(3, tick.missed());
        assertEquals("catch-up", tick.reason());
        assertEquals(List.of(coalesced("09:30", "10:30", 3, tick.id())), accounts(upgrade));
        assertEquals(List.of("coalesced", "fired", "deferred"), names(upgrade));
        assertEquals(Optional.of(instant("11:10")), upgrade.state().servedThrough(), "the new one counts from now");
    }

    @Test
    void theRulesInForceDropWhatTheyWouldDrop() {
        assertEquals(List.of(), ticks(at("11:10", daily().catchUp(CatchUp.NONE).build(), served("09:00"))));
        Schedule each = daily().catchUp(CatchUp.EACH).maxCatchUp(2).build();
        Upgrade upgrade = at("11:10", each, served("09:00"));
        assertEquals(List.of(instant("10:30"), instant("11:00")), ticks(upgrade));
        assertEquals(2, accounts(upgrade).get(0).count());
        ScheduleState paused = Pausing.paused(served("09:00"), Instant.MAX, true, instant("10:10"));
        Upgrade inPause = at("11:10", daily().build(), paused);
        assertEquals(List.of(instant("10:00")), ticks(inPause));
        String id = inPause.state().redeliveries().get(0).tick().id();
        assertEquals(List.of(coalesced("09:30", "09:30", 1, id), paused("10:30", "11:00", 2)), accounts(inPause));
        assertEquals(List.of("coalesced", "fired", "deferred", "skipped"), names(inPause));
    }

    @Test
    void aFirstTickThatNobodyHasServedIsLeftToo() {
        Upgrade upgrade = at("08:10", daily().build(), ScheduleState.fresh(instant("08:01")));
        Tick tick = upgrade.state().redeliveries().get(0).tick();
        assertEquals("initial", tick.reason());
        assertEquals(instant("08:01"), tick.due());
    }

    @Test
    void whereTheClockWasAheadAtTheInstallationTheFirstTickIsStillOwed() {
        Schedule changed = daily().build();
        Upgrade upgrade = at("08:10", changed, ScheduleState.fresh(instant("2026-03-04T08:01")));
        assertEquals(List.of(), ticks(upgrade));
        Stamp now = new Stamp(instant("08:10"), Duration.ofHours(1), "boot-1");
        DueInstants due = DueInstants.of(changed.recurrence(), ZoneOffset.UTC, Duration.ZERO);
        Decision decision = Decider.decide(changed, upgrade.state(), now, due, () -> ZoneOffset.UTC);
        assertEquals(
                "initial", assertInstanceOf(Decision.Run.class, decision).tick().reason());
    }

    @Test
    void whereNothingIsOwedNothingIsLeft() {
        Upgrade upgrade = at("09:10", daily().build(), served("09:00"));
        assertEquals(List.of(), ticks(upgrade));
        assertEquals(Optional.of(instant("09:10")), upgrade.state().servedThrough());
    }
}
