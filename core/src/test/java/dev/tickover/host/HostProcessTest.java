package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason.Kind;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Step;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import dev.tickover.tick.Machine;
import dev.tickover.tick.PulseNote;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import dev.tickover.tick.WakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Hosts in processes of their own, which crash and freeze. */
@Tag("real-process")
@Timeout(90)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class HostProcessTest {

    @TempDir
    private Path home;

    private Jvm host(String... arguments) throws IOException {
        Jvm host = Jvm.start(home, List.of(), ChildHost.class, arguments);
        host.lineThatBegins("attached");
        return host;
    }

    private Step pulse(Installation installed, long patienceMs) throws IOException {
        Machine machine = Machine.system();
        return new SchedulePulse(
                        installed.folder(),
                        "beat",
                        machine,
                        new SocketDelivery(installed.folder(), machine, patienceMs))
                .step();
    }

    @Test
    void aTickThatAHostTookIntoItsGraveIsDeliveredToTheNextOneAsTheSecondAttempt() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        String first;
        try (Jvm host = host("hangs")) {
            first = host.lineThatBegins("tick ");
            assertTrue(first.endsWith(" 1 0"), first);
            host.crash();
        }
        Step.Held held = assertInstanceOf(Step.Held.class, pulse(installed, 5_000));
        assertEquals(Kind.HOST_CRASHED, held.why().kind());
        String why = held.why().text();
        assertTrue(why.contains("gone without having detached"), why);
        assertEquals(1, installed.events("crashed").size());
        try (Jvm host = host()) {
            assertEquals(first.replace(" 1 0", " 2 0"), host.lineThatBegins("tick "));
            host.endInput();
            assertEquals(0, host.exitCode());
        }
        ScheduleState state = installed.state("beat");
        assertEquals(List.of(), state.inFlight());
        assertEquals(List.of(), state.redeliveries());
    }

    @Test
    void aTickIsDeliveredAgainHoweverOftenItsHostDies() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        try (Jvm host = host("hangs")) {
            host.lineThatBegins("tick ");
            host.crash();
        }
        try (Jvm host = host("hangs")) {
            host.lineThatBegins("tick ");
            Eventually.holds("delivered", () -> installed.events("delivered").size() == 2);
            host.crash();
        }
        assertInstanceOf(Step.Held.class, pulse(installed, 5_000));
        assertEquals(2, installed.state("beat").redeliveries().get(0).tick().attempt());
    }

    @Test
    void aFrozenHostGetsOneTickWhenItThawsHoweverManyPulsesCameMeanwhile() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        try (Jvm host = host()) {
            host.lineThatBegins("tick ");
            // Its look is over, and the one that follows a tick takes no lock: it holds none while it is frozen.
            PulseNote note = new PulseNote(installed.folder().look("beat"));
            Eventually.holds("the host rests", () -> note.read() != null);
            host.signal("STOP");
            WakeRequest.accept(installed.folder(), "beat", "hook:a", Machine.system());
            for (int i = 0; i < 3; i++) {
                Step.Ticked ticked = assertInstanceOf(Step.Ticked.class, pulse(installed, 100));
                Outcome.Undelivered outcome = assertInstanceOf(Outcome.Undelivered.class, ticked.outcome());
                assertEquals(Kind.HOST_HUNG, outcome.reason().kind());
                String why = outcome.reason().text();
                assertTrue(why.contains("frozen or hung"), why);
            }
            host.signal("CONT");
            String tick = host.lineThatBegins("tick ");
            assertTrue(tick.endsWith(" 4 0"), "the fourth attempt, and the only one to run: " + tick);
            Eventually.holds("completed", () -> installed.events("completed").size() == 2);
            host.endInput();
            assertEquals(null, host.line(), "nothing more was run");
        }
    }
}
