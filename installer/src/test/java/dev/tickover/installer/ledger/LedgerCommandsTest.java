package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.installer.command.Context;
import dev.tickover.installer.command.TickoverCommand;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandsTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path temporary;

    private LedgerWorld world;
    private int code;

    /** A day: ticks, a night asleep, a power failure, a host that was away, a clock that was stepped, an OS that slept. */
    @BeforeEach
    void liveADay() throws IOException {
        world = new LedgerWorld(
                temporary.resolve("state/alma"),
                Schedule.of(LedgerWorld.SCHEDULE, Every.of(HALF_HOUR)).build());
        world.tellInstalled();
        world.pulse();
        world.passes(Duration.ofMinutes(29));
        world.pulse();
        world.passes(Duration.ofMinutes(10));
        world.sleeps(Duration.ofHours(6));
        world.pulse();
        world.passes(Duration.ofMinutes(10));
        world.isOff(Duration.ofMinutes(150));
        world.pulse();
        world.passes(Duration.ofMinutes(20));
        world.host(false);
        world.pulse();
        world.passes(HALF_HOUR);
        world.pulse();
        world.host(true);
        world.passes(Duration.ofMinutes(40));
        world.pulse();
        world.passes(Duration.ofHours(3));
        world.ticksEndAs(new Outcome.Undelivered(Reason.Kind.HOST_UNREACHABLE, "the host vanished"));
        world.pulse();
        world.ticksEndAs(new Outcome.Done());
        world.passes(Duration.ofMinutes(2));
        world.clockStepped(Duration.ofMinutes(45));
        world.pulse();
        world.passes(Duration.ofMinutes(5));
        world.wake("manual");
        world.pulse();
        world.passes(Duration.ofMinutes(7));
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        Context context = new Context(
                new Platform(
                        new Environment(
                                OperatingSystem.LINUX,
                                Map.of("TICKOVER_HOME", temporary.toString()),
                                Optional.of(temporary),
                                "somebody",
                                false),
                        world.machine(),
                        (command) -> {
                            throw new AssertionError("runs " + command);
                        }),
                new Backends(List.of()),
                temporary,
                temporary,
                printer,
                printer);
        code = TickoverCommand.execute(context, Limits.STANDARD, arguments);
        return out.toString().replace("\r\n", "\n");
    }

    private static void assertGolden(String name, String actual) throws IOException {
        try (var stream = Objects.requireNonNull(LedgerCommandsTest.class.getResourceAsStream(name), name)) {
            assertEquals(new String(stream.readAllBytes(), StandardCharsets.UTF_8), actual);
        }
    }

    @Test
    void historyNamesTheCauseOfEachGap() throws IOException {
        assertGolden("history-explain.txt", run("history", "alma", "--explain"));
        assertEquals(0, code);
    }

    @Test
    void historyNamesCausesForScriptsToo() throws IOException {
        String gaps = run("history", "alma", "--explain", "--json")
                .lines()
                .filter(line -> line.contains("\"event\":\"gap\""))
                .reduce("", (all, line) -> all + line + "\n");
        assertGolden("history-gaps.jsonl", gaps);
    }

    @Test
    void auditProvesAndThenLists() throws IOException {
        assertGolden("audit-clean.txt", run("audit", "alma"));
        assertEquals(0, code);
        List<String> lines = world.lines();
        lines.removeIf(line -> line.contains("\"coalesced\"") && line.contains("\"count\":11"));
        world.lines(lines);
        assertGolden("audit-broken.txt", run("audit", "alma", "heartbeat"));
        assertEquals(1, code);
        assertGolden("audit-broken.json", run("audit", "alma", "--json"));
        assertEquals(1, code);
    }

    @Test
    void auditKnowsNoOtherSchedule() {
        run("audit", "alma", "other");
        assertEquals(1, code);
    }

    @Test
    void whyTellsWhatBecameOfTheDueInstantsAroundATime() throws IOException {
        assertGolden("why-asleep.txt", run("why", "alma", "heartbeat", "12:40"));
        assertGolden("why-now.txt", run("why", "alma", "heartbeat"));
        assertGolden("why-asleep.json", run("why", "alma", "heartbeat", "2026-03-02", "12:40", "--json"));
        assertEquals(0, code);
    }

    @Test
    void whyRefusesWhatIsNoTime() {
        String told = run("why", "alma", "heartbeat", "whenever");
        assertEquals(2, code);
        assertEquals(
                "tickover: no moment: \"whenever\"; write " + MomentText.EXAMPLES
                        + "\ntickover: for example: tickover why alma heartbeat 10:30\n",
                told);
    }
}
