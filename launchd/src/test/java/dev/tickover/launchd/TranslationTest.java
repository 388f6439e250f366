package dev.tickover.launchd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.cron;
import static dev.tickover.testing.backend.Apps.every;
import static dev.tickover.testing.backend.Apps.launchd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Backend;
import dev.tickover.backend.Translation;
import dev.tickover.schedule.App;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TranslationTest {

    private final LaunchdBackend backend = new LaunchdBackend();

    @Test
    void halfHourLosesNothingAndStatesItsTimesHonestly() {
        Translation.Entry entry = entry(every("a", 30).build());
        assertEquals("tickover.alma.a", entry.osName());
        assertEquals(List.of("StartCalendarInterval: Hour 0-23, Minute 0,30", "RunAtLoad"), entry.triggers());
        assertEquals(2.0, entry.pulsesPerHour());
        assertEquals(Duration.ofSeconds(10), entry.worstLateness());
        // The wake-up's own pulse is usual, not sure; nor is the login's: the next sweep is promised.
        assertEquals(Duration.ofSeconds(15 * 60 + 10), entry.afterWake());
        assertEquals(Duration.ofSeconds(15 * 60 + 10), entry.afterBoot());
        assertEquals(List.of(), entry.losses());
    }

    @Test
    void whatLaunchdCannotDoIsTold() {
        List<String> losses =
                entry(every("a", 30).wakeMachine(true).onBattery(false).build()).losses();
        assertEquals(
                List.of("wake-machine", "on-battery"),
                losses.stream().map(loss -> loss.split(":")[0]).toList());
    }

    @Test
    void minutesThatCannotAllBeNamedAreToldWithWhatIsLeftInSpring() {
        Translation.Entry entry = entry(every("a", 1).build());
        assertEquals(Duration.ofMinutes(7).plusSeconds(10), entry.worstLateness());
        assertTrue(entry.losses().get(0).contains("one comes every 7 minutes then"), entry.losses()::toString);
    }

    @Test
    void startIntervalIsUsedOnlyIfAskedForAndToldWithWhatItLoses() {
        Schedule cron = cron("c", "0 9 * * *").build();
        App asking = launchd(
                app("alma", every("a", 50).wakeMachine(true).build(), cron),
                new LaunchdOptions(Optional.empty(), true));
        List<Translation.Entry> entries =
                backend.translate(Deployments.MAC.user(asking)).entries();
        assertEquals(
                List.of("StartInterval: 3000 seconds, from the load on; firings in sleep are lost", "RunAtLoad"),
                entries.get(0).triggers());
        assertEquals(1.2, entries.get(0).pulsesPerHour());
        assertEquals(Duration.ofMinutes(50).plusSeconds(10), entries.get(0).worstLateness());
        // The sweep keeps its calendar, and makes up for what is lost in sleep.
        assertEquals(Duration.ofSeconds(15 * 60 + 10), entries.get(0).afterWake());
        assertEquals(
                List.of("start-interval", "wake-machine"),
                entries.get(0).losses().stream().map(loss -> loss.split(":")[0]).toList());
        assertTrue(entries.get(1).triggers().get(0).startsWith("StartCalendarInterval"), entries::toString);
        assertTrue(entries.get(2).triggers().get(0).startsWith("StartCalendarInterval"), entries::toString);
    }

    @Test
    void sweepKeepsItsDistanceFromTheFullMinutesThatTicksLike() {
        for (String id : List.of("alma", "a", "b", "com.example.tool", "X")) {
            Translation translation = backend.translate(
                    Deployments.MAC.user(app(id, every("a", 30).build())));
            String trigger = translation.entries().get(1).triggers().get(0);
            assertFalse(trigger.contains("Minute 0,") || trigger.contains(",30,"), trigger);
            assertEquals(4.0, translation.entries().get(1).pulsesPerHour());
        }
    }

    @Test
    void applicationWithoutAnEnabledScheduleCostsNoPulse() {
        Translation translation = backend.translate(
                Deployments.MAC.user(app("alma", every("a", 30).enabled(false).build())));
        assertEquals(List.of(), translation.entries());
    }

    @Test
    void backendIsFoundByItsName() {
        assertTrue(ServiceLoader.load(Backend.class).stream()
                .anyMatch(provider -> provider.get().name().equals("launchd")));
    }

    private Translation.Entry entry(Schedule schedule) {
        return backend.translate(Deployments.MAC.user(app("alma", schedule)))
                .entries()
                .get(0);
    }
}
