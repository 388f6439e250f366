package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.host.WorkingHost;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Hosts in processes of their own that freeze, or whose work stalls. */
@Tag("real-process")
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class HungHostTest {

    private static final Duration STALE = Duration.ofMillis(600);

    @TempDir
    private Path home;

    private Installation installed;

    @BeforeEach
    void install() throws IOException {
        installed = Installation.in(home, Installation.rare("beat").build());
    }

    private void onHung(OnHung onHung, List<String> notify, List<String> start) throws IOException {
        Liveness liveness = new Liveness(STALE, onHung, notify, Duration.ofMinutes(15));
        installed.live(liveness, start, Map.of());
    }

    private HangWatch watch() {
        return new HangWatch(installed.folder(), Machine.system(), 300);
    }

    private HostReport report() throws IOException {
        return HostReport.ask(installed.folder(), Machine.system(), STALE, 300);
    }

    /** Frozen in the middle of a write, a host would let nobody else write; that is another test. */
    private void rests(HostProcess host) throws Exception {
        host.line("tick");
        PulseNote note = new PulseNote(installed.folder().look("beat"));
        Eventually.holds("the host rests", () -> note.read() != null);
    }

    private int count(String event) throws IOException {
        return installed.events(event).size();
    }

    @Test
    void aFrozenHostIsToldOncePerEpisodeAndThenThatItRecovered() throws Exception {
        onHung(OnHung.REPORT, List.of(), List.of());
        try (HostProcess host = HostProcess.start(home, "host")) {
            rests(host);
            watch().look();
            assertFalse(installed.folder().hang().exists(), "a healthy host leaves no note");
            for (int episode = 1; episode <= 2; episode++) {
                host.signal("STOP");
                for (int i = 0; i < 3; i++) {
                    watch().look();
                    assertEquals(episode, count("hung"), "look " + i);
                }
                String why = installed.events("hung").get(0).text("why");
                assertTrue(why.contains("stopped by a signal"), why);
                host.signal("CONT");
                Eventually.holds("it answers", () -> report().state() == HostReport.State.RUNNING);
                watch().look();
                assertEquals(episode, count("recovered"));
            }
            assertTrue(host.isAlive(), "reported, and left alone");
        }
    }

    @Test
    void aSilenceThatIsOverBeforeStaleAfterIsNoHang() throws Exception {
        installed.live(
                new Liveness(Duration.ofSeconds(60), OnHung.REPORT, List.of(), Duration.ofMinutes(15)),
                List.of(),
                Map.of());
        try (HostProcess host = HostProcess.start(home, "host")) {
            rests(host);
            host.signal("STOP");
            watch().look();
            watch().look();
            assertTrue(installed.folder().hang().exists(), "suspected");
            assertEquals(0, count("hung"), "but as a long garbage collection may last");
            host.signal("CONT");
            Eventually.holds("it answers", () -> report().state() == HostReport.State.RUNNING);
            watch().look();
            assertFalse(installed.folder().hang().exists());
            assertEquals(0, count("hung") + count("recovered"));
        }
    }

    @Test
    void notifyRunsItsCommandOncePerEpisode() throws Exception {
        Path told = home.resolve("told");
        onHung(
                OnHung.NOTIFY,
                List.of("/bin/sh", "-c", "echo $TICKOVER_APP $TICKOVER_PID $TICKOVER_GENERATION >> " + told),
                List.of());
        try (HostProcess host = HostProcess.start(home, "host")) {
            rests(host);
            host.signal("STOP");
            for (int i = 0; i < 3; i++) {
                watch().look();
            }
            assertEquals(Installation.APP + " " + host.pid() + " 1\n", Files.readString(told));
            assertEquals("exit code 0", installed.events("notified").get(0).text("why"));
        }
    }

    @Test
    void aHostWhoseWorkStallsIsRestartedAndItsWorkResumesFromTheCheckpoint() throws Exception {
        Path second = home.resolve("second");
        onHung(OnHung.RESTART, List.of(), WorkingHost.command(home, second, "stalls"));
        try (HostProcess host = HostProcess.start(home, "host", "stalls")) {
            host.line("attached 1");
            Eventually.holds("it stalls", () -> report().state() == HostReport.State.HUNG);
            watch().look();
            Eventually.holds("the first one is gone", () -> !host.isAlive());
            Eventually.holds(
                    "the second one resumes", () -> HostProcess.linesOf(second).contains("resumed page 12"));
            assertTrue(HostProcess.linesOf(second).get(0).startsWith("attached 2 "));
            assertEquals(List.of(1, 1, 1), List.of(count("hung"), count("crashed"), count("restarted")));
            assertEquals(2, installed.events("restarted").get(0).number("generation", 0));
            assertFalse(installed.folder().hang().exists());
        } finally {
            HostProcess.endDetached(second);
        }
    }

    @Test
    void aHostThatDoesNotEndWhenAskedIsMadeTo() throws Exception {
        Path second = home.resolve("second");
        onHung(OnHung.RESTART, List.of(), WorkingHost.command(home, second));
        try (HostProcess host = HostProcess.start(home, "host", "deaf", "stalls")) {
            host.line("attached 1");
            Eventually.holds("it stalls", () -> report().state() == HostReport.State.HUNG);
            watch().look();
            assertFalse(host.isAlive());
            assertTrue(installed.events("crashed").get(0).text("why").contains("made to"));
            Eventually.holds("the second is attached", () -> report().state() == HostReport.State.RUNNING);
        } finally {
            HostProcess.endDetached(second);
        }
    }

    @Test
    void aRestartThatWasCutOffIsTakenUpByTheNextLook() throws Exception {
        Path second = home.resolve("second");
        onHung(OnHung.RESTART, List.of(), WorkingHost.command(home, second));
        try (HostProcess host = HostProcess.start(home, "host", "stalls")) {
            host.line("attached 1");
            Eventually.holds("it stalls", () -> report().state() == HostReport.State.HUNG);
            HostReport report = report();
            HangNote note =
                    HangNote.begin(installed.folder(), report, Machine.system().now(), 0);
            note.told();
            // Whoever was at it died right after it had killed the host, and before it started another.
            note.restartedBy("1:1:gone");
            host.crash();
        }
        try {
            watch().look();
            Eventually.holds("the second is attached", () -> report().state() == HostReport.State.RUNNING);
            assertEquals(0, count("hung"), "that had been told");
            assertEquals(1, count("restarted"));
        } finally {
            HostProcess.endDetached(second);
        }
    }

    /** A clock that can be told that the machine slept. */
    private static final class SleepingClocks implements Clocks {
        private Duration slept = Duration.ZERO;

        @Override
        public Instant wall() {
            return Clocks.system().wall().plus(slept);
        }

        @Override
        public Duration sinceBoot() {
            return Clocks.system().sinceBoot().plus(slept);
        }

        @Override
        public String bootId() {
            return Clocks.system().bootId();
        }

        @Override
        public long awakeNanos() {
            return Clocks.system().awakeNanos();
        }

        @Override
        public ZoneId zone() {
            return Clocks.system().zone();
        }
    }

    @Test
    void aHostThatIsSilentBeforeAndAfterASleepOfTheMachineIsGivenTimeOnceMore() throws Exception {
        installed.live(
                new Liveness(Duration.ofSeconds(30), OnHung.REPORT, List.of(), Duration.ofMinutes(15)),
                List.of(),
                Map.of());
        SleepingClocks clocks = new SleepingClocks();
        HangWatch watch =
                new HangWatch(installed.folder(), new Machine(clocks, Processes.system(), PowerSupply.UNKNOWN), 300);
        try (HostProcess host = HostProcess.start(home, "host")) {
            rests(host);
            host.signal("STOP");
            watch.look();
            String noted = Files.readString(installed.folder().hang().toPath());
            clocks.slept = Duration.ofHours(8);
            watch.look();
            assertEquals(0, count("hung"), "eight hours of sleep are no silence");
            String notedAnew = Files.readString(installed.folder().hang().toPath());
            assertNotEquals(noted, notedAnew, "its time begins anew");
        }
    }

    @Test
    void aHostThatIsStillStartingIsNoHungOne() throws Exception {
        SleepingClocks clocks = new SleepingClocks();
        Machine machine = new Machine(clocks, Processes.system(), PowerSupply.UNKNOWN);
        Attachment.attach(installed.folder(), Processes.system().self(), home.toFile(), machine);
        HostReport starting = HostReport.ask(installed.folder(), machine, STALE, 300);
        assertEquals(HostReport.State.RUNNING, starting.state());
        assertEquals("attached a moment ago, does not listen yet", starting.why());
        clocks.slept = Duration.ofSeconds(31);
        HostReport later = HostReport.ask(installed.folder(), machine, STALE, 300);
        assertEquals(HostReport.State.HUNG, later.state());
        assertTrue(later.why().contains("nobody listens on its socket"), later.why());
    }
}
