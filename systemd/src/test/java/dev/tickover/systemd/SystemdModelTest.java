package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.testing.simulation.DocumentPlan;
import dev.tickover.testing.simulation.ModelContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What systemd does and other schedulers do not, and the contract of all models. */
class SystemdModelTest extends ModelContract {

    private static final Instant INSTALLED = Instant.parse("2026-03-02T10:01:00Z");

    SystemdModelTest() {
        super(new SystemdBackend(), new SystemdModel());
    }

    @Override
    protected List<DocumentPlan> read(String document) {
        return DocumentPlan.ofTimer(document);
    }

    @Override
    protected Optional<Duration> readDelayAfterBoot(String document) {
        return Pattern.compile("(?m)^On(Startup|Boot)Sec=(\\d+)s$")
                .matcher(document)
                .results()
                .map(start -> untilLogin().plus(Duration.ofSeconds(Long.parseLong(start.group(2)))))
                .findFirst();
    }

    /** Measured: a lingering user's manager is up 20 s after the boot. */
    @Override
    protected Duration untilLogin() {
        return Duration.ofSeconds(20);
    }

    @Override
    protected String damage(String document) {
        return document.replace("*:00/30:00", "*:07/30:00");
    }

    private static PulsePlan every(String interval) {
        return PulsePlanner.inMachineZone(Every.of(Duration.parse(interval)), BERLIN);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }

    private static SystemdEntry timer() {
        return new SystemdEntry(new TimerTimes(every("PT30M"), 0, Duration.ofSeconds(30)), Duration.ZERO);
    }

    @Test
    void startsOnceAfterAResumeAndTwiceAfterABoot() {
        SystemdEntry entry = timer();
        entry.loaded(INSTALLED, BERLIN, true);
        assertEquals(List.of(INSTALLED, at("10:30:00")), List.copyOf(starts(entry, at("10:31:00"))));
        entry.resumed(at("18:10:00"));
        assertEquals(List.of(at("18:10:02")), List.copyOf(starts(entry, at("18:20:00"))));
        entry.loaded(at("19:10:00"), BERLIN, false);
        assertEquals(List.of(at("19:10:20"), at("19:10:50")), List.copyOf(starts(entry, at("19:20:00"))));
    }

    @Test
    void makesUpForAStartThatPassesWhileTheServiceRuns() {
        SystemdEntry entry = timer();
        entry.loaded(at("10:29:00"), BERLIN, true);
        starts(entry, at("10:29:30"));
        assertTrue(entry.reached(at("10:30:00")));
        assertFalse(entry.reached(at("11:00:00")));
        entry.ended(at("11:05:00"));
        assertEquals(List.of(at("11:05:00")), List.copyOf(starts(entry, at("11:29:00"))));
    }

    @Test
    void documentsAreReadAsSystemdWould() {
        DocumentPlan timer = DocumentPlan.ofTimer("OnCalendar=Mon..Fri *-*-* 09..17:00/5:41 Europe/Paris\n")
                .get(0);
        assertEquals(Duration.ofSeconds(41), timer.second());
        assertEquals(
                Optional.of(Instant.parse("2026-06-01T07:00:00Z")),
                timer.plan().next(Instant.parse("2026-05-29T15:55:00Z"), BERLIN));
    }
}
