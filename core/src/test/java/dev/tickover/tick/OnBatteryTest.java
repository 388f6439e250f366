package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.Reason;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Step;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule that must not tick on battery, looked at by whoever does not ask the OS scheduler: a sweep, a host. */
class OnBatteryTest {

    @TempDir
    private Path home;

    private Installation installed;
    private Machine machine;

    @BeforeEach
    void install() throws IOException {
        installed = Installation.in(
                home,
                Installation.rare("beat").onBattery(false).run(List.of("true")).build(),
                Installation.rare("other").run(List.of("true")).build());
        PowerSupply power =
                new PowerSupply(Files.createDirectories(home.resolve("power")).toFile());
        machine = new Machine(Clocks.system(), Processes.system(), power);
    }

    private void online(String online) throws IOException {
        Path adapter = Files.createDirectories(home.resolve("power/AC"));
        Files.writeString(adapter.resolve("type"), "Mains\n");
        Files.writeString(adapter.resolve("online"), online + "\n");
    }

    private Step sweep(String schedule) throws IOException {
        return SchedulePulse.extra(installed.folder(), schedule, machine, null, null)
                .step();
    }

    @Test
    void whatIsOwedWaitsForMainsAndThatIsToldOnce() throws IOException {
        online("0");
        for (int i = 0; i < 2; i++) {
            Step.Held held = assertInstanceOf(Step.Held.class, sweep("beat"));
            String text = "on battery, and on-battery = false; held until there is mains power";
            assertEquals(new Reason(Reason.Kind.ON_BATTERY, text), held.why());
        }
        assertEquals(1, installed.events("deferred").size());
        assertInstanceOf(Step.Ticked.class, sweep("other"));
        online("1");
        assertInstanceOf(Step.Ticked.class, sweep("beat"));
        assertEquals(2, installed.events("completed").size());
    }

    @Test
    void aWakeIsSomebodysWishAndRuns() throws IOException {
        online("1");
        sweep("beat");
        online("0");
        WakeRequest.accept(installed.folder(), "beat", "manual", machine);
        assertInstanceOf(Step.Ticked.class, sweep("beat"));
    }
}
