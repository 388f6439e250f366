package dev.tickover.benchmarks;

import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

/** Times the simulation of a year of a schedule of 30 minutes, on a machine that sleeps each night. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class YearBenchmark {

    private static final int DAYS = 365;

    /** Plays the year: some 35,000 pulses, 12,000 ticks. */
    @Benchmark
    public SimulatedMachine play() {
        SimulatedMachine machine =
                new SimulatedMachine(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("Europe/Paris"));
        machine.install(Schedule.of("beat", Every.of(Duration.ofMinutes(30))).build());
        for (int day = 0; day < DAYS; day++) {
            machine.sleep(Duration.ofHours(8));
            machine.pass(Duration.ofHours(16));
        }
        return machine;
    }

    /** Plays the year, and checks every invariant over it. */
    @Benchmark
    public List<Violation> playAndCheck() {
        return play().violations();
    }
}
