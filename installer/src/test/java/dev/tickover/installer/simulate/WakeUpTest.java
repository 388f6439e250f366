package dev.tickover.installer.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import dev.tickover.policy.Stagger;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several schedules of one application after a night, on each OS model. */
class WakeUpTest {

    private static final Instant EVENING = Instant.parse("2026-03-02T21:50:00Z");

    /** The night of a manifest with start-interval, which only launchd heeds: the sweep makes up for what it loses. */
    @ParameterizedTest
    @EnumSource
    void launchdWithStartIntervalMakesUpForTheNightWithTheSweep(OsModel model) {
        Schedule beat = Schedule.of("beat", Every.of(Duration.ofHours(6))).build();
        LaunchdOptions options = new LaunchdOptions(Optional.empty(), true);
        App app = new App("alma", Optional.empty(), List.of(), Liveness.DEFAULT, List.of(beat), options);
        SimulatedMachine machine = new SimulatedMachine(EVENING, ZoneId.of("Europe/Paris"));
        model.install(app, machine, 1);
        machine.pass(Duration.ofMinutes(15));
        machine.sleep(Duration.ofHours(8));
        machine.pass(Duration.ofMinutes(90));
        boolean ownEntry = machine.trace().events().stream()
                .anyMatch(event -> event.schedule().equals("beat")
                        && event.age().compareTo(Duration.ofHours(8)) > 0
                        && event.what() instanceof TraceEvent.ClientStarted);
        assertEquals(model != OsModel.LAUNCHD, ownEntry);
        assertEquals(
                List.of(Tick.INITIAL, Tick.CATCH_UP),
                machine.trace()
                        .recorded(HistoryEvent.Fired.class)
                        .map(fired -> fired.tick().reason())
                        .toList());
        assertEquals(List.of(), machine.violations());
    }

    @ParameterizedTest
    @EnumSource
    void catchUpsOfSeveralSchedulesComeOneAfterTheOther(OsModel model) {
        List<Schedule> schedules = Stream.of("a", "b", "c", "d", "e")
                .map(name -> Schedule.of(name, Every.of(Duration.ofMinutes(30))).build())
                .toList();
        App app = new App("alma", Optional.empty(), List.of(), Liveness.DEFAULT, schedules);
        SimulatedMachine machine = new SimulatedMachine(EVENING, ZoneId.of("Europe/Paris"));
        model.install(app, machine, 1);
        machine.pass(Duration.ofMinutes(15));
        machine.sleep(Duration.ofHours(8));
        machine.pass(Duration.ofMinutes(12));
        List<TraceEvent> catchUps = machine.trace().events().stream()
                .filter(event -> event.recorded() instanceof HistoryEvent.Fired fired
                        && fired.tick().reason().equals(Tick.CATCH_UP))
                .toList();
        assertEquals(
                List.of("a", "b", "c", "d", "e"),
                catchUps.stream().map(TraceEvent::schedule).sorted().toList());
        for (int i = 1; i < catchUps.size(); i++) {
            Duration apart = catchUps.get(i).age().minus(catchUps.get(i - 1).age());
            assertTrue(apart.compareTo(Stagger.APART) >= 0, apart + " before " + catchUps.get(i));
        }
        assertEquals(List.of(), machine.violations());
    }
}
