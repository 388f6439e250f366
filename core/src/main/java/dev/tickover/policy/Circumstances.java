package dev.tickover.policy;

import dev.tickover.event.DueRule;
import dev.tickover.event.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a look at a schedule depends on beside the schedule, its state and the time. Each is asked only where the decision
 * depends on it, since asking may cost a file or a process.
 *
 * @param <E> what asking may throw
 */
public interface Circumstances<E extends Exception> {

    /** {@return the zone of the machine, in which active hours count} */
    Supplier<ZoneId> zone();

    /** {@return the rule by which the schedule's due instants are found} */
    DueRule rule();

    /** {@return true for an owner, see {@link InFlight#owner}, that can no longer write down the end of its tick} */
    Predicate<String> deadOwners();

    /** {@return whether the machine runs on battery} */
    boolean isOnBattery();

    /**
     * Checks whether there is somebody to deliver to.
     *
     * @return ready or not
     * @throws E if that cannot be found out
     */
    Readiness readiness() throws E;

    /**
     * Takes a turn at catching up among the schedules of the application.
     *
     * @param now the moment
     * @return the turn: now or later, see {@link Stagger}
     * @throws E if none can be taken
     */
    Instant takeTurn(Instant now) throws E;

    /** {@return the owner of a tick that is started now} */
    String owner();

    /**
     * Checks whether the history holds already that a tick is held for a reason, so that it is not repeated at each look.
     *
     * @param why the reason
     * @return true if it does
     */
    boolean isRecorded(Reason why);
}
