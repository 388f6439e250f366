package dev.tickover.host;

import dev.tickover.event.Outcome;
import dev.tickover.policy.Step;
import dev.tickover.state.FencedException;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets the host look at its own schedules: when it attaches, when it wakes one, when a tick that waited too long for it
 * was withdrawn, and once more when a deferral is over. One schedule is looked at by one thread at a time; a timer runs
 * only while something is deferred.
 */
final class OwnPulses {

    /** A deferral without end, or beyond what milliseconds hold, is looked at once a day. */
    private static final Duration LONGEST_ALARM = Duration.ofDays(1);

    private final Machine machine;
    private final ScheduledExecutorService timer;
    private final Function<String, SchedulePulse> pulses;
    private final Consumer<FencedException> whenFenced;
    private final Map<String, State> states = new HashMap<>();
    private int looks;
    private boolean closed;

    /** What is going on for one schedule; guarded by the pulses. */
    private static final class State {
        private boolean running;
        private Thread thread;
        private boolean again;
        private Future<?> alarm;
        private Instant alarmAt;
    }

    OwnPulses(
            Machine machine,
            ScheduledExecutorService timer,
            Function<String, SchedulePulse> pulses,
            Consumer<FencedException> whenFenced) {
        this.whenFenced = whenFenced;
        this.machine = machine;
        this.timer = timer;
        this.pulses = pulses;
    }

    /** Looks at a schedule soon, in another thread. */
    synchronized void request(String schedule) {
        if (closed) {
            return;
        }
        State state = states.computeIfAbsent(schedule, name -> new State());
        if (state.running) {
            state.again = true;
            return;
        }
        Thread thread = new Thread(() -> look(schedule, state), "tickover-pulse-" + schedule);
        thread.setDaemon(true);
        thread.start();
        state.thread = thread;
        // Only now: where no thread can be had, the next request tries again.
        state.running = true;
        looks++;
    }

    /** Tells whether the calling thread is one that {@link #awaitIdle} waits for. */
    synchronized boolean isLookedAtByThisThread() {
        for (State state : states.values()) {
            if (state.running && state.thread == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }

    /** Looks no more. */
    synchronized void close() {
        closed = true;
    }

    /** Waits until no look is under way, so that what handlers came to is written down; at most so long. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long end = machine.clocks().awakeNanos() + millis * 1_000_000;
        while (looks > 0) {
            long left = end - machine.clocks().awakeNanos();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private void look(String schedule, State state) {
        boolean more = true;
        boolean told = false;
        try {
            SchedulePulse pulse = pulses.apply(schedule);
            while (more) {
                boolean again = step(schedule, state, pulse);
                more = goesOn(schedule, state, again);
            }
            told = true;
        } finally {
            if (!told) {
                // An Error; but a schedule that counts as looked at for ever would swallow every later request.
                goesOn(schedule, state, false);
            }
        }
    }

    /** Looks once; returns true if there may be more to do at once. */
    private boolean step(String schedule, State state, SchedulePulse pulse) {
        try {
            Step step = pulse.step();
            if (step instanceof Step.Deferred deferred) {
                setAlarm(schedule, state, deferred.until());
            }
            return step instanceof Step.Ticked ticked && isWorthAnotherLook(ticked.outcome());
        } catch (FencedException over) {
            whenFenced.accept(over);
            return false;
        } catch (IOException | RuntimeException unreadable) {
            // The next pulse of the OS meets the same state and tells what is wrong with it.
            return false;
        }
    }

    /** What was put off until a certain time is looked at again, which sets the alarm; the rest waits for a pulse. */
    private static boolean isWorthAnotherLook(Outcome outcome) {
        if (outcome instanceof Outcome.Undelivered undelivered) {
            return !undelivered.retryAfter().isZero();
        }
        return !(outcome instanceof Outcome.Lost);
    }

    private synchronized boolean goesOn(String schedule, State state, boolean again) {
        boolean more = !closed && (again || state.again);
        state.again = false;
        state.running = more;
        if (!more) {
            looks--;
            notifyAll();
            if (state.alarm == null || state.alarm.isDone()) {
                states.remove(schedule, state);
            }
        }
        return more;
    }

    /** An earlier alarm always pre-empts a later one, and a later one never an earlier. */
    private synchronized void setAlarm(String schedule, State state, Instant until) {
        Instant now = machine.clocks().wall();
        boolean pending = state.alarm != null && !state.alarm.isDone();
        if (closed || pending && !until.isBefore(state.alarmAt)) {
            return;
        }
        if (pending) {
            state.alarm.cancel(false);
        }
        Instant latest = now.plus(LONGEST_ALARM);
        Instant at = until.isAfter(latest) ? latest : until;
        long delay = Math.max(1, Duration.between(now, at).toMillis());
        state.alarmAt = until;
        state.alarm = timer.schedule(() -> request(schedule), delay, TimeUnit.MILLISECONDS);
    }
}
