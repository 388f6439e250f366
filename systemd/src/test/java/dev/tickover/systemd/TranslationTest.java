package dev.tickover.systemd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static dev.tickover.testing.backend.Apps.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Translation;
import dev.tickover.backend.Translation.Entry;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {

    private final SystemdBackend backend = new SystemdBackend();

    @Test
    void entryTellsItsTriggersItsCostAndItsLateness() {
        Entry beat = entry(Deployments.LINUX.user(app("alma", every("beat", 30).build())), 0);
        assertEquals(
                new Entry(
                        "beat",
                        "tickover.alma.beat.timer",
                        beat.documents(),
                        List.of(
                                "OnCalendar=*-*-* *:00/30:00",
                                "OnStartupSec=30s",
                                "OnClockChange=yes",
                                "OnTimezoneChange=yes"),
                        2.0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(31),
                        List.of()),
                beat);
        assertEquals(
                List.of("tickover.alma.beat.service", "tickover.alma.beat.timer"),
                beat.documents().stream()
                        .map(document -> document.path().getFileName().toString())
                        .toList());
    }

    @Test
    void wakingTheMachineIsALossForAUserAndASettingForTheSystem() {
        Schedule wakes = every("beat", 30).wakeMachine(true).build();
        assertTrue(entry(Deployments.LINUX.user(app("alma", wakes)), 0)
                .losses()
                .get(0)
                .startsWith("wake-machine:"));
        assertEquals(
                List.of(),
                entry(Deployments.LINUX.system(app("alma", wakes)), 0).losses());
    }

    @Test
    void batteryRuleIsTold() {
        Schedule schedule = every("beat", 30).onBattery(false).build();
        Entry beat = entry(Deployments.LINUX.user(app("alma", schedule)), 0);
        assertTrue(beat.losses().get(0).startsWith("on-battery:"));
    }

    @Test
    void pulsesMoveWithTheSplayOfThisMachine() {
        Schedule schedule = every("beat", 30).splay(Duration.ofMinutes(20)).build();
        Deployment plain = Deployments.LINUX.user(app("alma", schedule));
        Deployment shifted = new Deployment(
                plain.app(),
                plain.scope(),
                plain.stateFolder(),
                plain.tickCommand(),
                plain.documentFolder(),
                plain.zone(),
                Map.of("beat", Duration.ofMinutes(7)));
        Entry beat = entry(shifted, 0);
        assertTrue(
                beat.triggers().get(0).contains("OnCalendar=*-*-* *:07/30:00"),
                beat.triggers().toString());
        assertEquals(Duration.ofSeconds(1), beat.worstLateness());
        assertEquals(List.of(), beat.losses());
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "7, 10", "15, 4", "50, 2", "60, 1", "119, 1", "120, 0.5", "420, 0.16666", "100000, 0.041666"})
    void sweepComesAtLeastAsOftenAsAskedOnAGridOfFewExpressions(int minutes, double perHour) {
        Deployment deployment = Deployments.LINUX.user(named(
                "Alma", "alma", Duration.ofMinutes(minutes), every("beat", 30).build()));
        Entry sweep = entry(deployment, 1);
        // A few more may make up for the hour that is left out in spring.
        assertEquals(perHour, sweep.pulsesPerHour(), 0.01);
        assertTrue(sweep.triggers().size() <= 6, sweep.triggers().toString());
    }

    @Test
    void applicationWithoutAnEnabledScheduleHasNoSweepEither() {
        Translation translation = backend.translate(Deployments.LINUX.user(
                app("alma", every("beat", 30).enabled(false).build())));
        assertEquals(List.of(), translation.entries());
    }

    @ParameterizedTest
    @CsvSource({
        "/conf, /conf/systemd/user",
        "relative, /home/me/.config/systemd/user",
        "'', /home/me/.config/systemd/user"
    })
    void unitsOfAUserAreKeptWhereTheBaseDirectoriesSay(String configHome, Path expected) {
        Environment me = new Environment(
                OperatingSystem.LINUX,
                Map.of("XDG_CONFIG_HOME", configHome),
                Optional.of(Path.of("/home/me")),
                "me",
                false);
        assertEquals(expected, backend.documentFolder(Scope.USER, me));
        assertEquals(Path.of("/etc/systemd/system"), backend.documentFolder(Scope.SYSTEM, me));
    }

    @Test
    void launcherOfTheSystemSpeaksToTheMachinesManager() {
        List<String> launcher = backend.launcher(new AppAddress("alma", Scope.SYSTEM));
        assertEquals(List.of("systemd-run", "--scope"), launcher.subList(0, 2));
        assertEquals("--", launcher.get(launcher.size() - 1));
    }

    private Entry entry(Deployment deployment, int index) {
        return backend.translate(deployment).entries().get(index);
    }
}
