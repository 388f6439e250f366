package dev.tickover.benchmarks;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Times the search for the next due instant, from instants spread over two years, clock changes and all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class NextDueInstantBenchmark {

    private static final int STARTS = 1024;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    /** Two years in as many steps, and no round number of minutes. */
    private static final Duration STEP = Duration.ofSeconds(61_637);

    private static final Instant ANCHOR = Instant.parse("2025-12-31T23:00:00Z");

    /** A recurrence and a zone. */
    @Param({
        "every 30m UTC",
        "every 30m Europe/Paris",
        "every 7m Europe/Paris",
        "0 9 * * MON-FRI UTC",
        "0 9 * * MON-FRI Europe/Paris",
        "*/5 * * * * America/New_York",
        "30 2 * * * America/New_York",
        "15 2 * * * Australia/Lord_Howe",
        "0 0 29 2 * UTC",
    })
    public String what;

    private final Instant[] starts = new Instant[STARTS];
    private Recurrence recurrence;
    private ZoneId zone;
    private int index;

    /** Reads what is searched. */
    @Setup
    public void prepare() {
        int blank = what.lastIndexOf(' ');
        zone = ZoneId.of(what.substring(blank + 1));
        String text = what.substring(0, blank);
        recurrence = text.startsWith("every ") ? every(text.substring(6)) : Cron.of(text);
        for (int i = 0; i < STARTS; i++) {
            starts[i] = FROM.plus(STEP.multipliedBy(i));
        }
    }

    /** The anchor counts only where the interval divides no day. */
    private static Every every(String text) {
        return new Every(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)), Optional.of(ANCHOR));
    }

    /** Finds the first due instant after one of the starts. */
    @Benchmark
    public Optional<Instant> next() {
        index = (index + 1) % STARTS;
        return recurrence.next(starts[index], zone);
    }
}
