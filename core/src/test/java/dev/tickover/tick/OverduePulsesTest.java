package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.Fence;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The host's watch over the pulses, at moments of the test's choosing. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the entries are kicked by a shell")
class OverduePulsesTest implements Clocks {

    /** The last pulse; the schedule is due each half hour. */
    private static final Instant LAST = Instant.parse("2099-03-02T10:30:00Z");

    @TempDir
    private Path home;

    private Instant wall = LAST;
    private Duration awake = Duration.ofDays(3);
    private Installation installed;
    private Machine machine;
    private OverduePulses pulses;
    private Path kicked;

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public Duration sinceBoot() {
        return awake;
    }

    @Override
    public String bootId() {
        return "boot";
    }

    @Override
    public long awakeNanos() {
        return awake.toNanos();
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public String zoneFingerprint() {
        return "UTC";
    }

    @BeforeEach
    void install() throws Exception {
        Schedule beat = Schedule.of("beat", Every.of(Duration.ofMinutes(30))).build();
        installed = Installation.in(home, beat);
        kicked = home.resolve("kicked");
        installed.live(Liveness.DEFAULT, List.of(), Map.of("beat", List.of("/bin/sh", "-c", "echo beat >> " + kicked)));
        machine = new Machine(this, Processes.system(), PowerSupply.UNKNOWN);
        LeaseStore leases = new LeaseStore(installed.folder(), Processes.system());
        Lease lease = leases.take(Processes.system().self(), LAST, home.toFile(), 0, "");
        pulses = new OverduePulses(installed.folder(), machine, new Fence(leases, lease));
        pulse("beat");
        pulse("sweep");
    }

    private void pulse(String entry) {
        new PulseNote(installed.folder().pulse(entry))
                .write(new Stamp(wall, awake, "boot"), awake.toNanos(), "not due");
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        awake = awake.plus(time);
    }

    private List<String> entries() throws Exception {
        return pulses.look().stream().map(OverduePulses.Kick::entry).toList();
    }

    @Test
    void aPulseThatIsOverdueByMoreThanTwoPeriodsIsToldAndAskedForOnceAPeriod() throws Exception {
        pass(Duration.ofMinutes(90));
        pulse("sweep");
        assertEquals(List.of(), entries(), "overdue by two periods, and not more");
        pass(Duration.ofSeconds(91));
        assertEquals(List.of("beat"), entries());
        assertEquals(List.of(), entries(), "once");
        assertEquals("beat\n", Files.readString(kicked));
        String why = installed.events("pulse-overdue").get(0).text("why");
        assertTrue(why.contains("2099-03-02T10:30:00Z") && why.endsWith("was asked to start it"), why);
        pass(Duration.ofMinutes(30));
        pulse("sweep");
        assertEquals(List.of("beat"), entries(), "and once more in the next period");
        pulse("beat");
        pass(Duration.ofMinutes(30));
        pulse("sweep");
        assertEquals(List.of(), entries(), "it pulses again");
    }

    @Test
    void sleepOfTheMachineExcusesTheScheduler() throws Exception {
        wall = wall.plus(Duration.ofHours(9));
        assertEquals(List.of(), entries());
        pass(Duration.ofMinutes(92));
        assertEquals(List.of("beat", "sweep"), entries());
    }

    @Test
    void anEntryThatNobodyKnowsHowToStartIsToldAllTheSame() throws Exception {
        pass(Duration.ofHours(1));
        pulse("beat");
        assertEquals(List.of("sweep"), entries());
        String why = installed.events("pulse-overdue").get(0).text("why");
        assertTrue(why.endsWith("no command to start the entry is known"), why);
        assertFalse(Files.exists(kicked));
    }
}
