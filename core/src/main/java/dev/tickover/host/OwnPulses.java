package dev.tickover.host;

import dev.tickover.policy.Outcome;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.Step;
import dev.tickover.tick.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Lets the host look at its own schedules: when it attaches, when it wakes one, when a tick that waited too long for it
 * was withdrawn, and once more when a deferral is over. One schedule is looked at by one thread at a time; a timer runs
 * only while something is deferred.
 */
final class OwnPulses {

    private final Surroundings surroundings;
    private final ScheduledExecutorService timer;
    private final Function<String, SchedulePulse> pulses;
    private final Map<String, State> states = new HashMap<>();
    private boolean closed;

    /** What is going on for one schedule; guarded by the pulses. */
    private static final class State {
        private boolean running;
        private boolean again;
        private Future<?> alarm;
        private Instant alarmAt;
    }

    OwnPulses(Surroundings surroundings, ScheduledExecutorService timer, Function<String, SchedulePulse> pulses) {
        this.surroundings = surroundings;
        this.timer = timer;
        this.pulses = pulses;
    }

    /** Looks at a schedule soon, in another thread. */
    synchronized void request(String schedule) {
        State state = states.computeIfAbsent(schedule, name -> new State());
        if (closed) {
            return;
        }
        if (state.running) {
            state.again = true;
            return;
        }
        state.running = true;
        Thread thread = new Thread(() -> look(schedule, state), "tickover-pulse-" + schedule);
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void close() {
        closed = true;
    }

    private void look(String schedule, State state) {
        SchedulePulse pulse = pulses.apply(schedule);
        boolean more = true;
        while (more) {
            more = more(schedule, state, pulse);
        }
    }

    private boolean more(String schedule, State state, SchedulePulse pulse) {
        boolean ticked = false;
        try {
            Step step = pulse.step();
            if (step instanceof Step.Deferred deferred) {
                setAlarm(schedule, state, deferred.until());
            }
            ticked = step instanceof Step.Ticked done
                    && !(done.outcome() instanceof Outcome.Undelivered)
                    && !(done.outcome() instanceof Outcome.Lost);
        } catch (IOException unreadable) {
            // The next pulse of the OS meets the same state and tells what is wrong with it.
            ticked = false;
        }
        return goesOn(state, ticked);
    }

    private synchronized boolean goesOn(State state, boolean ticked) {
        boolean more = !closed && (ticked || state.again);
        state.again = false;
        state.running = more;
        return more;
    }

    /** An earlier alarm always pre-empts a later one, and a later one never an earlier. */
    private synchronized void setAlarm(String schedule, State state, Instant until) {
        Instant now = surroundings.clocks().wall();
        boolean pending = state.alarm != null && !state.alarm.isDone();
        if (closed || pending && !until.isBefore(state.alarmAt)) {
            return;
        }
        if (pending) {
            state.alarm.cancel(false);
        }
        long delay = Math.max(1, Duration.between(now, until).toMillis());
        state.alarmAt = until;
        state.alarm = timer.schedule(() -> request(schedule), delay, TimeUnit.MILLISECONDS);
    }
}
