package dev.tickover.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.host.ReceivedTick;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows how an application tests its own schedules and handlers; the page about the test kit quotes it. */
class SimulationExampleTest {

    private final List<ReceivedTick> ticks = new ArrayList<>();

    private SimulatedMachine machine(String start, String zone) {
        SimulatedMachine machine = new SimulatedMachine(Instant.parse(start), ZoneId.of(zone));
        machine.onTick(ticks::add);
        return machine;
    }

    @Test
    void aNightOfSleepEndsInOneTickThatStandsForAll() {
        SimulatedMachine machine = machine("2026-03-02T21:50:00Z", "Europe/Paris");
        machine.install(
                Schedule.of("heartbeat", Every.of(Duration.ofMinutes(30))).build());
        machine.pass(Duration.ofMinutes(15));
        ticks.clear();

        machine.sleep(Duration.ofHours(8));
        machine.pass(Duration.ofSeconds(5));

        assertEquals(1, ticks.size());
        assertEquals("catch-up", ticks.get(0).reason());
        assertEquals(15, ticks.get(0).missed());
        assertEquals(List.of(), machine.violations());
    }

    @Test
    void aDailyReportSurvivesPowerOffAndTheSpringChange() {
        SimulatedMachine machine = machine("2026-03-28T12:00:00Z", "Europe/Paris");
        machine.install(Schedule.of("report", Cron.of("30 2 * * *")).build());
        machine.pass(Duration.ofMinutes(1));
        ticks.clear();

        // 02:30 does not exist on the 29th: it is due at 03:00 local time, which is 01:00 UTC.
        machine.pass(Duration.ofHours(14));
        assertEquals(Instant.parse("2026-03-29T01:00:00Z"), ticks.get(0).due());

        machine.powerOff();
        machine.pass(Duration.ofDays(3));
        machine.powerOn();
        machine.pass(Duration.ofMinutes(1));
        assertEquals(2, ticks.size());
        assertEquals(2, ticks.get(1).missed());
        assertEquals(List.of(), machine.violations());
    }

    @Test
    void aHandlerThatFailsIsTriedAgainWithTheSameKey() {
        SimulatedMachine machine = machine("2026-03-02T10:00:30Z", "UTC");
        machine.onTick(tick -> {
            ticks.add(tick);
            if (tick.attempt() == 1) {
                throw new IllegalStateException("the server is away");
            }
        });
        machine.install(Schedule.of("sync", Every.of(Duration.ofHours(1)))
                .retry(new dev.tickover.schedule.Retry(3, Duration.ofMinutes(1), Duration.ofMinutes(10)))
                .build());
        machine.pass(Duration.ofMinutes(3));

        assertEquals(2, ticks.size());
        assertEquals(ticks.get(0).id(), ticks.get(1).id());
    }

    @Test
    void aClockSetBackAnHourMakesNoBurst() {
        SimulatedMachine machine = machine("2026-03-02T10:00:30Z", "UTC");
        machine.install(
                Schedule.of("heartbeat", Every.of(Duration.ofMinutes(30))).build());
        machine.pass(Duration.ofHours(4));
        machine.stepClock(Duration.ofHours(-1));
        machine.restartHost();
        machine.pass(Duration.ofHours(4));

        assertEquals(17, ticks.size());
        assertEquals(List.of(), machine.violations());
    }
}
