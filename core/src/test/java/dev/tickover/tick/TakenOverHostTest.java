package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.host.WorkingHost;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.FileLock;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Hosts in processes of their own that crash, freeze and stall, with others that stand by behind them. */
@Tag("real-process")
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class TakenOverHostTest {

    private static final Duration STALE = Duration.ofMillis(600);

    @TempDir
    private Path home;

    private final List<HostProcess> started = new ArrayList<>();
    private Installation installed;

    @BeforeEach
    void install() throws IOException {
        install(OnHung.REPORT, List.of(), Installation.rare("beat").build());
    }

    private void install(OnHung onHung, List<String> start, Schedule... schedules) throws IOException {
        installed = Installation.in(home, schedules);
        installed.live(new Liveness(STALE, onHung, List.of(), Duration.ofMinutes(15)), start, Map.of());
    }

    private void look() throws IOException {
        new HangWatch(installed.folder(), Machine.system(), 1_000).look();
    }

    private int count(String event) throws IOException {
        return installed.events(event).size();
    }

    /** Starts a host that is active. Frozen while it writes, it would hold locks; so it rests when this returns. */
    private HostProcess active(String... words) throws Exception {
        HostProcess host = started("active", words);
        host.line("attached");
        host.line("tick");
        rests();
        return host;
    }

    private HostProcess started(String name, String... words) throws IOException {
        HostProcess host = HostProcess.start(home, name, words);
        started.add(host);
        return host;
    }

    /** One that did not come as far as its test's own close is ended too. */
    @AfterEach
    void endAll() {
        started.forEach(HostProcess::close);
    }

    private void rests() throws Exception {
        PulseNote note = new PulseNote(installed.folder().look("beat"));
        Eventually.holds(
                "nothing is under way",
                () -> note.read() != null && installed.state("beat").inFlight().isEmpty());
    }

    private HostProcess standby(String name) throws Exception {
        int before = count("standby");
        HostProcess host = started(name);
        host.line("stands by");
        Eventually.holds("it is registered", () -> count("standby") == before + 1);
        // Its first look at the active host is over: that would find it hung by itself.
        host.awaitRest();
        return host;
    }

    private static void assertNoTick(HostProcess host) throws IOException {
        assertFalse(host.has("tick"), () -> "what was done is not done again");
    }

    @Test
    void aStandbyIsActiveWithinASecondAfterTheActiveOneWasKilled() throws Exception {
        try (HostProcess active = active();
                HostProcess standby = standby("standby")) {
            active.crash();
            long crashed = System.nanoTime();
            standby.line("attached 2");
            Duration took = Duration.ofNanos(System.nanoTime() - crashed);
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
            assertEquals(1, count("crashed"));
            assertNoTick(standby);
        }
    }

    @Test
    void aHostThatIsJudgedHungIsReplacedAndChangesNothingWhenItThaws() throws Exception {
        try (HostProcess active = active();
                HostProcess standby = standby("standby")) {
            active.signal("STOP");
            look();
            standby.line("attached 2");
            String why = installed.events("replaced").get(0).text("why");
            assertTrue(why.contains("stopped by a signal"), why);
            Eventually.holds("the new host has looked", () -> standby.lines().size() == 2);
            Map<String, String> before = installed.contents();
            active.signal("CONT");
            String replaced = active.line("replaced");
            assertTrue(replaced.contains("process " + standby.pid() + " took over, with generation 2"), replaced);
            active.line("stands by");
            Eventually.holds("it is registered", () -> count("standby") == 2);
            assertEquals(before, installed.contents());
            standby.crash();
            active.line("attached 3");
        }
    }

    @Test
    void aNewcomerThatFindsTheHolderStoppedIsActiveWithinTwoSecondsOfItsAttach() throws Exception {
        try (HostProcess active = active()) {
            active.signal("STOP");
            long begun = System.nanoTime();
            Standby newcomer = new Standby(
                    installed.folder(), Machine.system().processes().self(), home.toFile(), Machine.system());
            assertEquals(2, newcomer.tryNow().orElseThrow().generation());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took::toString);
            active.signal("CONT");
            active.line("replaced");
        }
    }

    @Test
    void oneThatTakesOverOnPurposeDoesNotWaitForAHolderThatIsStopped() throws Exception {
        try (HostProcess active = active()) {
            active.signal("STOP");
            long begun = System.nanoTime();
            Standby newcomer = new Standby(
                    installed.folder(), Machine.system().processes().self(), home.toFile(), Machine.system());
            assertEquals(2, newcomer.takeOver().orElseThrow().generation());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took::toString);
        }
    }

    @Test
    void aStandbyThatIsItselfFrozenDoesNotKeepAnotherFromTakingOver() throws Exception {
        try (HostProcess active = active();
                HostProcess frozen = standby("frozen");
                HostProcess standby = standby("standby")) {
            frozen.signal("STOP");
            active.signal("STOP");
            look();
            standby.line("attached 2");
            frozen.signal("CONT");
            active.signal("CONT");
            active.line("stands by");
            // Called in vain while it was frozen, it looks now, and finds a healthy host.
            standby.crash();
            Eventually.holds("another is active", () -> active.has("attached 3") || frozen.has("attached 3"));
            assertEquals(1, count("replaced"));
        }
    }

    @Test
    void aHungHostWhoseOnlyStandbyIsFrozenIsReplacedWhenThatThaws() throws Exception {
        try (HostProcess active = active();
                HostProcess standby = standby("standby")) {
            standby.signal("STOP");
            active.signal("STOP");
            look();
            assertEquals(1, count("hung"));
            assertEquals(0, count("replaced"));
            standby.signal("CONT");
            standby.line("attached 2");
        }
    }

    @Test
    void aFrozenStandbyTakesOverFromAHostThatCrashedMeanwhileWhenItThaws() throws Exception {
        try (HostProcess active = active();
                HostProcess standby = standby("standby")) {
            standby.signal("STOP");
            active.crash();
            standby.signal("CONT");
            standby.line("attached 2");
        }
    }

    @Test
    void aHungHostThatIsToBeRestartedIsEndedAndNoThirdIsStartedBesideTheStandby() throws Exception {
        Path third = home.resolve("third");
        install(
                OnHung.RESTART,
                WorkingHost.command(home, third),
                Installation.rare("beat").build());
        try (HostProcess active = active();
                HostProcess standby = standby("standby")) {
            active.signal("STOP");
            look();
            standby.line("attached 2");
            Eventually.holds("the hung one is ended", () -> !active.isAlive());
            assertTrue(standby.isAlive());
            assertFalse(Files.exists(third));
            assertEquals(List.of(1, 1, 0), List.of(count("hung"), count("replaced"), count("restarted")));
            String history = Files.readString(installed.folder().history().toPath());
            assertTrue(
                    history.indexOf("\"event\":\"hung\"") < history.indexOf("\"event\":\"replaced\""),
                    "a reader of the history would count the hang to the new host: " + history);
            look();
            assertFalse(installed.folder().hang().exists(), "the episode is over");
        }
    }

    @Test
    void aProcessWhoseOtherHostHasTakenOverIsNotEnded() throws Exception {
        install(
                OnHung.RESTART,
                WorkingHost.command(home, home.resolve("third")),
                Installation.rare("beat").build());
        try (HostProcess twins = HostProcess.start(home, "twins", "twice", "stalls")) {
            twins.line("stands by");
            Eventually.holds("registered", () -> count("standby") == 1);
            Eventually.holds(
                    "it stalls",
                    () -> HostReport.ask(installed.folder(), Machine.system(), STALE, 1_000)
                                    .state()
                            == HostReport.State.HUNG);
            look();
            twins.line("attached 2");
            assertTrue(twins.isAlive());
            assertFalse(Files.exists(home.resolve("third")));
            look();
            assertTrue(twins.isAlive());
        }
    }

    private FutureTask<Integer> pulse() {
        FutureTask<Integer> client = new FutureTask<>(() -> TickClient.run(
                new PrintStream(new ByteArrayOutputStream()),
                "--dir",
                installed.folder().path().getPath(),
                "beat"));
        new Thread(client, "pulse").start();
        return client;
    }

    @Test
    void aTickBetweenTheCrashAndTheTakeOverIsNotSkipped() throws Exception {
        deliverBetweenCrashAndTakeOver(WhenAbsent.SKIP);
        assertEquals(0, count("accounted"));
    }

    @Test
    void aTickBetweenTheCrashAndTheTakeOverStartsNoOtherHost() throws Exception {
        deliverBetweenCrashAndTakeOver(WhenAbsent.START);
        assertEquals(2, count("attached"));
    }

    @SuppressWarnings("try") // the lock is held, not used: meanwhile no standby takes over
    private void deliverBetweenCrashAndTakeOver(WhenAbsent whenAbsent) throws Exception {
        Path third = home.resolve("third");
        List<String> start = WorkingHost.command(home, third);
        Files.delete(installed.folder().schedule("beat").toPath());
        try (HostProcess active = HostProcess.start(home, "active")) {
            active.line("attached");
            try (HostProcess standby = standby("standby")) {
                FutureTask<Integer> client;
                try (FileLock lease = FileLock.take(installed.folder().lockOf("lease"))) {
                    active.crash();
                    install(
                            OnHung.REPORT,
                            start,
                            Installation.rare("beat").whenAbsent(whenAbsent).build());
                    client = pulse();
                    Eventually.holds(
                            "the tick is in flight",
                            () -> installed.state("beat") != null
                                    && !installed.state("beat").inFlight().isEmpty());
                    assertFalse(standby.has("attached"));
                }
                assertEquals(ExitCode.DONE, client.get());
                assertTrue(standby.line("tick").endsWith(" 1"));
                assertEquals(1, count("delivered"));
                assertFalse(Files.exists(third));
            }
        }
    }

    /** A standby that cannot take over is no host: the application is started as if there were none. */
    @Test
    void anApplicationIsStartedThoughAFrozenHostStandsBy() throws Exception {
        Path third = home.resolve("third");
        install(
                OnHung.REPORT,
                WorkingHost.command(home, third),
                Installation.rare("beat").whenAbsent(WhenAbsent.START).build());
        try (HostProcess active = active();
                HostProcess frozen = standby("frozen")) {
            frozen.signal("STOP");
            active.crash();
            WakeRequest.accept(installed.folder(), "beat", "hook:a", Machine.system());
            assertEquals(ExitCode.DONE, pulse().get());
            Eventually.holds(
                    "it ticked", () -> HostProcess.linesOf(third).stream().anyMatch(line -> line.startsWith("tick")));
            frozen.signal("CONT");
        } finally {
            HostProcess.endDetached(third);
        }
    }
}
