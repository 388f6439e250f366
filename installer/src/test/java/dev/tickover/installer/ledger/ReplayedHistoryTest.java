package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.installer.simulate.OsModel;
import dev.tickover.installer.simulate.Pace;
import dev.tickover.installer.simulate.Replay;
import dev.tickover.installer.simulate.ReplayTrace;
import dev.tickover.installer.simulate.Simulation;
import dev.tickover.installer.simulate.TraceReader;
import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.state.History;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays the history that real pulses wrote: under the same rules the same comes of it, under others what they say. */
class ReplayedHistoryTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir
    Path temporary;

    private LedgerWorld world;

    private static Schedule.Builder halfHourly() {
        return Schedule.of(LedgerWorld.SCHEDULE, Every.of(HALF_HOUR));
    }

    /** Installed at 10:01, pulsed each half hour. */
    @BeforeEach
    void tickTwice() throws IOException {
        world = new LedgerWorld(temporary.resolve("app"), halfHourly().build());
        world.tellInstalled();
        world.pulse();
        world.passes(Duration.ofMinutes(29));
        world.pulse();
    }

    private void pulses(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            world.passes(HALF_HOUR);
            world.pulse();
        }
    }

    private void host(boolean there) throws IOException {
        world.host(there);
        record(there ? HostChange.ATTACHED : HostChange.DETACHED);
    }

    private void record(HostChange change) throws IOException {
        new History(world.folder).append(new HistoryEvent.HostChanged(world.now(), change, new HostName(0, 0), ""));
    }

    private ReplayTrace history() throws Exception {
        try (BufferedReader reader =
                Files.newBufferedReader(world.folder.history().toPath())) {
            return TraceReader.read(reader);
        }
    }

    private static Simulation play(ReplayTrace seen, Schedule schedule) {
        return replay(seen, schedule).play(Duration.ZERO, OsModel.SYSTEMD, 1);
    }

    private static Replay replay(ReplayTrace seen, Schedule schedule) {
        App app = new App("app", Optional.empty(), List.of(), Liveness.DEFAULT, List.of(schedule));
        return new Replay(app, seen, UTC);
    }

    private static List<String> ticks(Trace trace) {
        return trace.of(LedgerWorld.SCHEDULE)
                .all(TraceEvent.Begun.class)
                .map(begun -> begun.tick().id().substring(LedgerWorld.SCHEDULE.length() + 1) + " "
                        + begun.tick().reason())
                .toList();
    }

    private void assertSameAgain() throws Exception {
        Schedule same = halfHourly().build();
        Replay replay = replay(history(), same);
        Simulation again = replay.play(Duration.ZERO, OsModel.SYSTEMD, 1);
        assertEquals(ticks(replay.seenTrace()), ticks(again.trace()));
        assertEquals(List.of(), again.violations());
    }

    @Test
    void sleepIsSleptAgain() throws Exception {
        world.sleeps(Duration.ofHours(6));
        world.passes(Duration.ofMinutes(10));
        world.pulse();
        world.passes(Duration.ofMinutes(20));
        world.pulse();
        pulses(2);
        ReplayTrace seen = history();
        assertEquals(Duration.ofHours(6), asleep(seen));
        assertEquals(
                List.of(
                        "2026-03-02T10:01:00Z initial",
                        "2026-03-02T10:30:00Z interval",
                        "2026-03-02T16:30:00Z catch-up",
                        "2026-03-02T17:00:00Z interval",
                        "2026-03-02T17:30:00Z interval",
                        "2026-03-02T18:00:00Z interval"),
                ticks(replay(seen, halfHourly().build()).seenTrace()));
        assertSameAgain();
    }

    private static Duration asleep(ReplayTrace seen) {
        Trace trace = replay(seen, halfHourly().build()).seenTrace();
        Duration begin = Duration.ZERO;
        Duration asleep = Duration.ZERO;
        for (TraceEvent event : trace.events()) {
            if (event.what() instanceof TraceEvent.Changed changed
                    && changed.condition() == TraceEvent.Condition.ASLEEP) {
                asleep = changed.holds() ? asleep : asleep.plus(event.age()).minus(begin);
                begin = event.age();
            }
        }
        return asleep;
    }

    @Test
    void anOutageOfTheHostIsThereAgain() throws Exception {
        world.passes(Duration.ofMinutes(10));
        host(false);
        world.passes(Duration.ofMinutes(20));
        world.pulse();
        world.passes(HALF_HOUR);
        world.pulse();
        world.passes(Duration.ofMinutes(5));
        host(true);
        world.pulse();
        world.passes(Duration.ofMinutes(25));
        world.pulse();
        assertSameAgain();
    }

    @Test
    void aHungHostThatIsReplacedHangsNoLonger() throws Exception {
        host(true);
        record(HostChange.STANDBY);
        world.passes(Duration.ofMinutes(10));
        record(HostChange.HUNG);
        world.passes(Duration.ofMinutes(5));
        record(HostChange.REPLACED);
        host(true);
        world.passes(Duration.ofMinutes(15));
        world.pulse();
        pulses(1);
        assertSameAgain();
    }

    @Test
    void offMeansOffUntilTheBoot() throws Exception {
        pulses(1);
        world.isOff(Duration.ofHours(2).plusMinutes(5));
        world.pulse();
        world.passes(Duration.ofMinutes(25));
        world.pulse();
        Replay replay = replay(history(), halfHourly().build());
        Simulation again = replay.play(Duration.ZERO, OsModel.SYSTEMD, 1);
        List<String> seen = ticks(replay.seenTrace());
        assertEquals("2026-03-02T13:00:00Z catch-up", seen.get(3));
        assertEquals(seen, ticks(again.trace()));
    }

    @Test
    void aClockSetForwardIsSetForwardAgainAtTheTimeWhenItWasNoticed() throws Exception {
        pulses(1);
        world.clockStepped(Duration.ofMinutes(45));
        pulses(1);
        world.passes(Duration.ofMinutes(15));
        world.pulse();
        ReplayTrace seen = history();
        // 10:01 to 12:15 and another 15 minutes, of which 45 the clock was only set forward; a minute comes after.
        assertEquals(Duration.ofMinutes(105), seen.length());
        Simulation again = play(seen, halfHourly().build());
        assertEquals(List.of(), again.violations());
        assertEquals(1, again.trace().all(TraceEvent.Stepped.class).count());
    }

    @Test
    void otherRulesGiveOtherTicks() throws Exception {
        world.sleeps(Duration.ofHours(6).plusMinutes(10));
        world.pulse();
        world.passes(Duration.ofMinutes(20));
        world.pulse();
        ReplayTrace seen = history();
        Simulation none = play(seen, halfHourly().catchUp(CatchUp.NONE).build());
        assertEquals(12, none.figures().get(0).missed());
        Simulation hourly = play(
                seen,
                Schedule.of(LedgerWorld.SCHEDULE, Every.of(Duration.ofHours(1))).build());
        assertEquals(
                3, Pace.of(LedgerWorld.SCHEDULE, hourly.trace(), seen.length()).ticks());
    }
}
