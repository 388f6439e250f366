package dev.tickover.tick;

import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.policy.Readiness;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;

/** Brings a tick to whoever does the work, and waits for its end. */
public interface Delivery {

    /**
     * Looks whether there is somebody to deliver to. Called with the schedule's lock held: it must be quick.
     *
     * @return ready or not
     * @throws IOException if that cannot be told
     */
    Readiness readiness() throws IOException;

    /**
     * Delivers a tick and waits for its end, at most the schedule's grace and timeout and a little more. No lock is held.
     *
     * @param schedule the schedule
     * @param tick the tick
     * @param accepted is run once the work has begun
     * @return what became of it; a failure is a value
     */
    Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted);
}
