package dev.tickover.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Is the heartbeat that the bug reports describe, with its faults: one timer inside the application's process, armed
 * again by each beat, remembering nothing outside the process, and open to every request. Times are those of a clock
 * that no one steps.
 */
public final class IntervalTimer {

    private final Duration interval;
    private final List<Instant> beats = new ArrayList<>();
    private final List<Instant> ownBeats = new ArrayList<>();
    private Optional<Instant> timer = Optional.empty();
    private Optional<Runnable> handler = Optional.of(() -> {});
    private boolean processAlive;
    private int agents;
    private int killedAgents;

    /** Makes one that is not started. */
    public IntervalTimer(Duration interval) {
        this.interval = interval;
    }

    /** The process starts: it beats for the first time a whole interval later. */
    public void processStarts(Instant now) {
        processAlive = true;
        timer = Optional.of(now.plus(interval));
    }

    /** The process ends, and with it all that it knew. */
    public void processEnds() {
        processAlive = false;
        timer = Optional.empty();
    }

    /** The process, or the machine, is suspended: its timer counts only the time that it is awake. */
    public void suspended(Duration time) {
        timer = timer.map(at -> at.plus(time));
    }

    /** Lets time pass until then. */
    public void runTo(Instant until) {
        while (timer.isPresent() && !timer.get().isAfter(until)) {
            Instant at = timer.get();
            if (handler.isEmpty()) {
                // Nobody to call, so nobody arms the timer again.
                timer = Optional.empty();
                return;
            }
            ownBeats.add(at);
            beat(at);
        }
    }

    private void beat(Instant at) {
        timer = Optional.empty();
        killedAgents += agents;
        agents = 0;
        beats.add(at);
        handler.ifPresent(Runnable::run);
        timer = Optional.of(at.plus(interval));
    }

    /** Somebody asks for a beat at once: it comes, and begins the interval anew. */
    public void wake(Instant at) {
        runTo(at);
        beat(at);
    }

    /** Somebody asks for a beat at a time: where a timer is armed, however late, that one has to do. */
    public void request(Instant at) {
        if (timer.isEmpty()) {
            timer = Optional.of(at);
        }
    }

    /** Sets the one handler. Whoever set one before may still take it away. */
    public Runnable handler(Runnable newHandler) {
        handler = Optional.of(newHandler);
        return () -> handler = Optional.empty();
    }

    /** An agent begins its work. */
    public void agentStarts() {
        agents++;
    }

    /** Returns how many agents beats have ended. */
    public int killedAgents() {
        return killedAgents;
    }

    /** Returns what a status line would say: that there is a process is all that it knows. */
    public boolean looksActive() {
        return processAlive;
    }

    /** Returns when it beat. */
    public List<Instant> beats() {
        return beats;
    }

    /** Returns when it beat because the interval was over. */
    public List<Instant> ownBeats() {
        return ownBeats;
    }
}
