package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapCausesTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path temporary;

    private LedgerWorld world;

    @BeforeEach
    void installHalfHourly() throws IOException {
        world = new LedgerWorld(temporary.resolve("app"), halfHourly().build());
        world.tellInstalled();
        world.pulse();
        world.passes(Duration.ofMinutes(29));
        world.pulse();
    }

    private static Schedule.Builder halfHourly() {
        return Schedule.of(LedgerWorld.SCHEDULE, Every.of(HALF_HOUR));
    }

    /** The causes of each gap, in the order of the history. */
    private List<String> causes(Optional<ActiveHours> active) throws IOException {
        GapFinder finder = new GapFinder(ZoneOffset.UTC, name -> active);
        List<String> causes = new ArrayList<>();
        new History(world.folder)
                .forEach(event -> finder.add(event)
                        .ifPresent(gap -> causes.add(gap.toLine().text("cause"))));
        return causes;
    }

    private void tell(HostChange change, String why) throws IOException {
        new History(world.folder).append(new HistoryEvent.HostChanged(world.now(), change, new HostName(0, 0), why));
    }

    /** The causes of what is owed and not yet served. */
    private List<Cause> openCauses(Instant due) throws IOException {
        GapFinder finder = new GapFinder(ZoneOffset.UTC, name -> Optional.empty());
        new History(world.folder).forEach(finder::add);
        return finder.open(LedgerWorld.SCHEDULE, due, world.now()).stream()
                .map(GapCause::cause)
                .toList();
    }

    private void passesInTime(int pulses) throws IOException {
        for (int i = 0; i < pulses; i++) {
            world.passes(HALF_HOUR);
            world.pulse();
        }
    }

    @Test
    void noGapNeedsNoCause() throws IOException {
        passesInTime(5);
        assertEquals(List.of(), causes(Optional.empty()));
    }

    @Test
    void aHostThatWasAway() throws IOException {
        tell(HostChange.DETACHED, "");
        world.host(false);
        passesInTime(3);
        world.host(true);
        tell(HostChange.ATTACHED, "");
        world.passes(Duration.ofMinutes(5));
        world.pulse();
        assertEquals(List.of("host-absent"), causes(Optional.empty()));
    }

    @Test
    void aHostThatCrashed() throws IOException {
        world.host(false);
        tell(HostChange.CRASHED, "host process 8 is gone without having detached");
        passesInTime(2);
        tell(HostChange.ATTACHED, "");
        world.host(true);
        passesInTime(1);
        assertEquals(List.of("host-absent,host-crashed"), causes(Optional.empty()));
    }

    @Test
    void aHostThatHandsOverOrIsReplacedIsNotAway() throws IOException {
        world.sleeps(Duration.ofHours(2));
        tell(HostChange.STANDBY, "another host is active");
        tell(HostChange.CRASHED, "host process 8 is gone without having detached");
        tell(HostChange.ATTACHED, "");
        tell(HostChange.REPLACED, "process 9 took over on purpose");
        tell(HostChange.ATTACHED, "");
        tell(HostChange.DETACHED, "handed over, but nobody took over");
        world.passes(Duration.ofSeconds(2));
        tell(HostChange.ATTACHED, "");
        world.pulse();
        assertEquals(List.of("asleep"), causes(Optional.empty()));
    }

    @Test
    void aHostThatHung() throws IOException {
        world.ticksEndAs(new Outcome.Undelivered(
                new Reason(Reason.Kind.HOST_HUNG, "host process 7 is frozen or hung: no answer"),
                Duration.ofMinutes(20)));
        passesInTime(1);
        passesInTime(1);
        world.ticksEndAs(new Outcome.Done());
        world.passes(Duration.ofMinutes(80));
        world.pulse();
        assertEquals(List.of("host-hung", "host-hung,no-pulse"), causes(Optional.empty()));
    }

    @Test
    void aMachineOnBattery() throws IOException {
        world.install(halfHourly().onBattery(false).build());
        world.runsOnBattery(true);
        passesInTime(2);
        assertEquals(List.of(Cause.ON_BATTERY), openCauses(Instant.parse("2026-03-02T11:00:00Z")));
        world.runsOnBattery(false);
        passesInTime(1);
        assertEquals(List.of("on-battery"), causes(Optional.empty()));
    }

    @Test
    void aClientThatDied() throws IOException {
        world.passes(HALF_HOUR);
        world.pulseThatDies();
        passesInTime(1);
        world.passes(Duration.ofMinutes(10));
        assertEquals(List.of(Cause.CLIENT_DIED), openCauses(Instant.parse("2026-03-02T11:30:00Z")));
        world.pulse();
        // The tick that came again took the next one's turn.
        assertEquals(List.of("client-died,rule"), causes(Optional.empty()));
    }

    @Test
    void aPause() throws IOException {
        world.pause(Instant.MAX);
        passesInTime(2);
        world.resume();
        assertEquals(List.of("paused", "paused"), causes(Optional.empty()));
    }

    @Test
    void hoursThatWereNotActive() throws IOException {
        ActiveHours active = new ActiveHours(LocalTime.of(8, 0), LocalTime.of(11, 0));
        world.install(halfHourly().active(active).build());
        passesInTime(43);
        passesInTime(2);
        assertEquals(List.of("inactive-hours"), causes(Optional.of(active)));
    }

    @Test
    void pulsesThatDidNotComeToAMachineThatWasAwake() throws IOException {
        world.passes(Duration.ofHours(4));
        world.pulse();
        assertEquals(List.of("no-pulse"), causes(Optional.empty()));
    }
}
