package dev.tickover.host;

import dev.tickover.machine.Clocks;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.FencedException;
import dev.tickover.tick.OverduePulses;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Looks after the pulses whenever the host is active anyway, at most once a minute, in a thread of its own: no timer
 * wakes an idle host for it.
 */
final class PulseWatch {

    private static final long AT_MOST_EVERY_NANOS = 60_000_000_000L;

    private final OverduePulses pulses;
    private final Clocks clocks;
    private final Consumer<OverduePulses.Kick> whenKicked;
    private final Consumer<FencedException> whenFenced;
    private long lookedAt;
    private boolean hasLooked;

    PulseWatch(
            OverduePulses pulses,
            Clocks clocks,
            Consumer<OverduePulses.Kick> whenKicked,
            Consumer<FencedException> whenFenced) {
        this.pulses = pulses;
        this.clocks = clocks;
        this.whenKicked = whenKicked;
        this.whenFenced = whenFenced;
    }

    /** Looks soon, unless it has done so of late. */
    void glance() {
        synchronized (this) {
            long now = clocks.awakeNanos();
            if (hasLooked && now - lookedAt < AT_MOST_EVERY_NANOS) {
                return;
            }
            hasLooked = true;
            lookedAt = now;
        }
        Thread thread = new Thread(this::look, "tickover-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        try {
            pulses.look().forEach(whenKicked);
        } catch (FencedException over) {
            whenFenced.accept(over);
        } catch (IOException unreadable) {
            // The next look, or the next pulse, meets the same state and tells what is wrong with it.
            return;
        }
    }

    static boolean isSweep(OverduePulses.Kick kick) {
        return kick.entry().equals(Schedule.SWEEP);
    }
}
