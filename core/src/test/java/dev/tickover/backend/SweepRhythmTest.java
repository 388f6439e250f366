package dev.tickover.backend;

import static dev.tickover.testing.backend.Apps.every;
import static dev.tickover.testing.backend.Apps.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepRhythmTest {

    @ParameterizedTest
    @CsvSource({
        "PT1M, PT1M",
        "PT15M, PT15M",
        "PT50M, PT30M",
        "PT59M, PT30M",
        "PT60M, PT1H",
        "PT100M, PT1H",
        "PT5H, PT4H",
        "PT23H, PT12H",
        "PT24H, PT24H"
    })
    void periodIsRoundedDownToWhatACalendarSays(Duration wanted, Duration period) {
        App app = named("Alma", "alma", wanted, every("a", 30).build());
        assertEquals(period, SweepRhythm.period(app));
    }

    @Test
    void runMayTakeTheWorkOfEachTickThatOnePulseDelivers() {
        App app = named(
                "Alma",
                "alma",
                Duration.ofMinutes(15),
                every("a", 30)
                        .grace(Duration.ofSeconds(30))
                        .timeout(Duration.ofMinutes(10))
                        .build(),
                every("each", 60)
                        .catchUp(CatchUp.EACH)
                        .maxCatchUp(3)
                        .spacing(Duration.ZERO)
                        .grace(Duration.ZERO)
                        .timeout(Duration.ofMinutes(1))
                        .build(),
                every("off", 60).enabled(false).build());
        assertEquals(Duration.parse("PT12M30S"), RunLimit.of(app.schedules().get(0)));
        assertEquals(Duration.parse("PT5M"), RunLimit.of(app.schedules().get(1)));
        assertEquals(Duration.parse("PT15M30S"), RunLimit.ofSweep(app));
    }
}
