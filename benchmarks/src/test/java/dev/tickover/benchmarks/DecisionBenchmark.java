package dev.tickover.benchmarks;

import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Transitions;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counts decisions in a second: the pure function that every pulse, attach and wake asks, warm, without any file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class DecisionBenchmark {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Instant LAST = Instant.parse("2026-03-02T10:00:00Z");

    private final Schedule schedule =
            Schedule.of("beat", Every.of(Duration.ofMinutes(30))).build();
    private final DueInstants due = DueInstants.of(schedule.recurrence(), ZONE, Duration.ZERO);
    private final ScheduleState served = ScheduleState.fresh(LAST.minus(Duration.ofDays(30)))
            .with()
            .servedThrough(Optional.of(LAST))
            .lastStart(Optional.of(at(Duration.ZERO)))
            .build();
    private final ScheduleState woken = Transitions.woken(served, new Wake("exec-event", LAST.plusSeconds(20)));

    private static Stamp at(Duration after) {
        return new Stamp(LAST.plus(after), Duration.ofDays(3).plus(after), "boot");
    }

    /** Nothing is due: what most pulses of a fine grid find. */
    @Benchmark
    public Decision notDue() {
        return decide(served, Duration.ofMinutes(10));
    }

    /** One due instant, in time. */
    @Benchmark
    public Decision due() {
        return decide(served, Duration.ofMinutes(30).plusMillis(200));
    }

    /** A wake that spacing puts off. */
    @Benchmark
    public Decision wakePutOff() {
        return decide(woken, Duration.ofSeconds(21));
    }

    /** One tick for the 336 due instants of a week. */
    @Benchmark
    public Decision catchUpOfAWeek() {
        return decide(served, Duration.ofDays(7));
    }

    private Decision decide(ScheduleState state, Duration after) {
        return Decider.decide(schedule, state, at(after), due, () -> ZONE);
    }
}
