package dev.tickover.policy;

import static dev.tickover.policy.Accounts.coalesced;
import static dev.tickover.policy.Accounts.dropped;
import static dev.tickover.policy.Accounts.late;
import static dev.tickover.testing.Timeline.instant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.testing.FakeCircumstances;
import dev.tickover.testing.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one look does and records, where it depends on more than the rules. */
class LookTest {

    private static final Reason ABSENT = new Reason(Kind.HOST_ABSENT, "no host is attached");

    private static Schedule.Builder halfHourly() {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(30))).first(First.AT_DUE);
    }

    private static Timeline due(Schedule.Builder schedule) {
        return new Timeline(schedule.build(), "10:01").at("10:30");
    }

    private static HistoryEvent accounted(String at, Account account, String started) {
        return new HistoryEvent.Accounted(instant(at), "beat", account, started);
    }

    /** Looks, and takes over all that the look changes. */
    private static Looked taken(Timeline line) {
        Looked looked = line.looked();
        line.change(state -> looked.next());
        return looked;
    }

    @Test
    void whatIsDueIsInFlightAndRecordedAsFired() {
        Timeline line = due(halfHourly());
        Looked looked = line.looked();
        Step.Starts starts = assertInstanceOf(Step.Starts.class, looked.step());
        assertEquals(new Reason(Kind.DUE, "due"), starts.why());
        assertEquals(
                List.of(new HistoryEvent.Fired(instant("10:30"), "beat", starts.tick(), starts.why())),
                looked.events());
        InFlight inFlight = looked.next().inFlight().get(0);
        assertEquals(starts.tick(), inFlight.tick());
        assertEquals(FakeCircumstances.OWNER, inFlight.owner());
        assertEquals(List.of(), looked.seen().inFlight(), "the state that was decided on");
    }

    @Test
    void whatIsNotDueRecordsNothing() {
        Looked looked = new Timeline(halfHourly().build(), "10:01").at("10:10").looked();
        assertEquals(List.of(), looked.events());
        assertEquals(new Step.Nothing(new Reason(Kind.NOT_DUE, "not due before 2026-03-02T10:30:00Z")), looked.step());
    }

    @Test
    void whatARuleDropsIsRecordedWithItsReason() {
        Looked looked = new Timeline(halfHourly().catchUp(CatchUp.NONE).build(), "10:01")
                .at("11:10")
                .looked();
        assertEquals(List.of(accounted("11:10", late("10:30", "11:00", 2), "")), looked.events());
        assertEquals(Optional.of(instant("11:00")), looked.next().servedThrough());
    }

    @Test
    void onBatteryATickIsHeldAndRecordedOnce() {
        Timeline line = due(halfHourly().onBattery(false));
        line.circumstances().onBattery = true;
        Reason why = new Reason(Kind.ON_BATTERY, "on battery, and on-battery = false; held until there is mains power");
        Looked looked = taken(line);
        assertEquals(new Step.Held(why), looked.step());
        HistoryEvent.Deferred deferred =
                assertInstanceOf(HistoryEvent.Deferred.class, looked.events().get(0));
        assertEquals("beat@2026-03-02T10:30:00Z", deferred.tick().id());
        assertEquals(Optional.of(why), deferred.reason());
        assertEquals(Optional.empty(), looked.next().servedThrough(), "it stays owed");
        line.circumstances().recorded.add(why.text());
        assertEquals(List.of(), line.looked().events());
        line.circumstances().onBattery = false;
        assertInstanceOf(Step.Starts.class, line.looked().step());
    }

    @Test
    void aWakeAndAScheduleThatMayRunOnBatteryDoNotWaitForMains() {
        Timeline woken = due(halfHourly().onBattery(false)).wake("hook:a");
        woken.circumstances().onBattery = true;
        assertInstanceOf(Step.Starts.class, woken.looked().step());
        Timeline any = due(halfHourly());
        any.circumstances().onBattery = true;
        assertInstanceOf(Step.Starts.class, any.looked().step());
    }

    @Test
    void withoutAHostATickIsHeldOrTheApplicationIsToBeStarted() {
        Timeline hold = due(halfHourly());
        hold.circumstances().readiness = new Readiness(false, ABSENT);
        Reason held = new Reason(Kind.HOST_ABSENT, "no host is attached; held until one attaches");
        assertEquals(new Step.Held(held), hold.looked().step());
        Timeline start = due(halfHourly().whenAbsent(WhenAbsent.START));
        start.circumstances().readiness = new Readiness(false, ABSENT);
        Reason needed = new Reason(Kind.HOST_ABSENT, "no host is attached; starting the application");
        assertEquals(new Step.StartNeeded(needed), start.looked().step());
        assertEquals(
                Optional.of(needed),
                ((HistoryEvent.Deferred) start.looked().events().get(0)).reason());
    }

    @Test
    void withoutAHostASkippedTickEndsWithAllThatItStandsFor() {
        Timeline line = new Timeline(halfHourly().whenAbsent(WhenAbsent.SKIP).build(), "10:01").at("11:30:20");
        line.circumstances().readiness = new Readiness(false, ABSENT);
        Reason why = new Reason(Kind.HOST_ABSENT, "no host is attached, and when-absent = skip");
        Looked looked = taken(line);
        assertEquals(new Step.Nothing(why), looked.step());
        assertEquals(
                List.of(
                        accounted("11:30:20", dropped(Fate.SKIPPED, "10:30", "11:00", 2, why), ""),
                        accounted("11:30:20", dropped(Fate.SKIPPED, "11:30", "11:30", 1, why), "")),
                looked.events());
        line.at("11:40").skips();
    }

    @Test
    void aTickThatWasStartedBeforeIsNamedWhereItIsSkippedOrStoodFor() {
        Retry retry = new Retry(3, Duration.ofMinutes(1), Duration.ofMinutes(1));
        Timeline skip = due(halfHourly().whenAbsent(WhenAbsent.SKIP).retry(retry));
        Tick first = skip.starts();
        skip.ends(first, new Outcome.Failed("no network"));
        skip.at("10:40").circumstances().readiness = new Readiness(false, ABSENT);
        Reason why = new Reason(Kind.HOST_ABSENT, "no host is attached, and when-absent = skip");
        assertEquals(
                List.of(accounted("10:40", dropped(Fate.SKIPPED, "10:30", "10:30", 1, why), first.id())),
                skip.looked().events());
        Timeline later = due(halfHourly().retry(retry));
        later.ends(later.starts(), new Outcome.Failed("no network"));
        Looked newer = later.at("11:00").looked();
        String id = "beat@2026-03-02T11:00:00Z";
        assertEquals(
                accounted("11:00", coalesced("10:30", "10:30", 1, id), first.id()),
                newer.events().get(0));
    }

    @Test
    void aCatchUpTakesOneTurnAndWaitsForIt() {
        Timeline line = new Timeline(halfHourly().build(), "10:01").at("12:10");
        line.circumstances().turnAfter = Duration.ofSeconds(10);
        Looked looked = taken(line);
        assertEquals(new Step.Deferred(instant("12:10:10"), Stagger.why()), looked.step());
        assertEquals(
                Optional.of(Stagger.why()),
                ((HistoryEvent.Deferred) looked.events().get(0)).reason());
        Looked again = taken(line.at("12:10:04"));
        assertEquals(new Step.Deferred(instant("12:10:10"), Stagger.why()), again.step());
        assertEquals(List.of(), again.events());
        assertInstanceOf(Step.Starts.class, line.at("12:10:10").looked().step());
        assertEquals(1, line.circumstances().turns);
    }

    @Test
    void aClockThatWasSetBackIsRecordedWithTheNewEra() {
        Timeline line = due(halfHourly());
        line.ticks();
        line.at("10:40").clockSetTo("09:10");
        Instant now = instant("09:10");
        Looked looked = line.looked();
        assertEquals(List.of(new HistoryEvent.ClockSetBack(now, "beat", 1)), looked.events());
        assertEquals(1, looked.next().era());
        assertEquals(1, looked.seen().era(), "it is decided on the new one");
    }

    @Test
    void anInstallationAheadOfTheClockIsRecordedAnew() {
        Timeline line = new Timeline(halfHourly().build(), "2026-03-04T10:01").clockSetTo("10:10");
        Looked looked = line.looked();
        assertEquals(instant("10:10"), looked.next().installedAt());
        assertEquals(
                List.of(
                        new HistoryEvent.ClockSetBack(instant("10:10"), "beat", 0),
                        new HistoryEvent.Installed(
                                instant("10:10"),
                                "beat",
                                line.circumstances().rule(),
                                instant("10:10"),
                                Optional.empty())),
                looked.events());
    }

    @Test
    void theTickOfADeadOwnerIsRecordedAsPutOffAndStartsAgain() {
        Timeline line = due(halfHourly());
        Tick first = line.starts();
        line.at("10:31").circumstances().dead.add(FakeCircumstances.OWNER);
        Looked looked = line.looked();
        Reason died = new Reason(Kind.CLIENT_DIED, "the process that delivered it died");
        assertEquals(
                new HistoryEvent.Deferred(instant("10:31"), "beat", first, died),
                looked.events().get(0));
        assertEquals(
                2, assertInstanceOf(Step.Starts.class, looked.step()).tick().attempt());
    }
}
