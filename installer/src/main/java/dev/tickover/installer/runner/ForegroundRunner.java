package dev.tickover.installer.runner;

import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.Clocks;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts the same tick clients that an OS scheduler would, at the due instants, at the
 * openings of active hours and for the sweep. It is not immune to
 * suspension: while it is stopped nothing pulses, and what was owed is made up for when it goes on. One thread runs it;
 * {@link #stop} may come from any.
 */
public final class ForegroundRunner {

    /** Wall-clock steps are noticed after this long at the latest. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    /** What a user sets for other programs must not slow a tick down or break it, as none does that an OS starts. */
    private static final List<String> JAVA_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Clocks clocks;
    private final List<String> tickCommand;
    private final Duration sweep;
    private final Map<String, DueInstants> pulses = new HashMap<>();
    private final Map<String, Instant> next = new HashMap<>();
    private final Map<String, Process> running = new HashMap<>();
    private final Consumer<String> problems;
    private volatile Thread thread;
    private volatile boolean stopped;

    /**
     * Makes a runner.
     *
     * @param clocks the clocks
     * @param tickCommand the tick client's command, to which the schedule's name is appended
     * @param schedules the schedules
     * @param sweep the period of the sweep
     * @param problems is told what goes wrong, one line each
     */
    public ForegroundRunner(
            Clocks clocks,
            List<String> tickCommand,
            List<InstalledSchedule> schedules,
            Duration sweep,
            Consumer<String> problems) {
        this.clocks = clocks;
        this.tickCommand = List.copyOf(tickCommand);
        this.sweep = sweep;
        this.problems = problems;
        Instant now = clocks.wall();
        for (InstalledSchedule installed : schedules) {
            Schedule schedule = installed.schedule();
            if (schedule.enabled()) {
                pulses.put(schedule.name(), pulses(installed, clocks.zone()));
                // At once, as an OS scheduler pulses at boot: what was missed is not left waiting for the next instant.
                next.put(schedule.name(), now);
            }
        }
        next.put(Schedule.SWEEP, now.plus(sweep));
    }

    /** Active hours pulse where they open: what came due while they were closed is owed from then on. */
    private static DueInstants pulses(InstalledSchedule installed, ZoneId zone) {
        Schedule schedule = installed.schedule();
        DueInstants due = DueInstants.of(schedule.recurrence(), zone, installed.offset());
        if (schedule.active().isEmpty()) {
            return due;
        }
        DueInstants openings = schedule.active().get().openings(zone);
        return after -> Stream.concat(due.next(after).stream(), openings.next(after).stream())
                .min(Instant::compareTo);
    }

    /** Pulses until {@link #stop} is called. */
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            Instant now = clocks.wall();
            for (Map.Entry<String, Instant> entry : next.entrySet()) {
                if (!entry.getValue().isAfter(now)) {
                    pulse(entry.getKey());
                    entry.setValue(after(entry.getKey(), now));
                }
            }
            LockSupport.parkNanos(untilNext().toNanos());
            if (Thread.interrupted()) {
                stopped = true;
            }
        }
    }

    private Instant after(String name, Instant now) {
        if (name.equals(Schedule.SWEEP)) {
            return now.plus(sweep);
        }
        return pulses.get(name).next(now).orElse(Instant.MAX);
    }

    private Duration untilNext() {
        Instant earliest = next.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
        Instant now = clocks.wall();
        if (earliest.isAfter(now.plus(LONGEST_SLEEP))) {
            return LONGEST_SLEEP;
        }
        Duration left = Duration.between(now, earliest);
        return left.isNegative() ? Duration.ZERO : left.plusMillis(1);
    }

    private void pulse(String name) {
        Process former = running.get(name);
        if (former != null && former.isAlive()) {
            // As with an OS scheduler: no second instance. The client looks again by itself before it ends.
            return;
        }
        List<String> command = new ArrayList<>(tickCommand);
        command.add(name);
        try {
            running.put(name, ChildProcess.start(command, JAVA_OPTIONS));
        } catch (IOException cannotStart) {
            problems.accept(name + ": the tick client cannot be started: " + cannotStart.getMessage());
        }
    }

    /** Stops pulsing. Tick clients that run are left to end by themselves. */
    public void stop() {
        stopped = true;
        Thread runner = thread;
        if (runner != null) {
            LockSupport.unpark(runner);
        }
    }
}
