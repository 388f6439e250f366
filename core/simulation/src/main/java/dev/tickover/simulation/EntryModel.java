package dev.tickover.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Models what one OS scheduler makes of one entry: when it starts the tick client. The machine tells it what happens and
 * asks, while awake, when the next start is. All times are of the wall clock. Implementations need not be safe for use
 * by many threads.
 */
public interface EntryModel {

    /**
     * The entry is loaded: it was installed, or the machine has booted and the user is logged in.
     *
     * @param now when
     * @param zone the zone of the machine's local time
     * @param installed true for the installation, false for a boot
     */
    void loaded(Instant now, ZoneId zone, boolean installed);

    /**
     * The machine falls asleep.
     *
     * @param now when
     */
    default void suspended(Instant now) {}

    /**
     * The machine has woken up.
     *
     * @param now when
     */
    void resumed(Instant now);

    /**
     * The wall clock was stepped.
     *
     * @param by by how much
     * @param now what it shows since
     */
    void stepped(Duration by, Instant now);

    /**
     * The machine is in another zone.
     *
     * @param zone the zone
     * @param now when
     */
    void moved(ZoneId zone, Instant now);

    /**
     * Tells when the client is started next, if nothing happens before.
     *
     * @return when; a time that has passed means at once; empty if not by the clock
     */
    Optional<Instant> next();

    /**
     * The time that {@link #next()} told has come.
     *
     * @param now when
     * @return true if a client starts; false if it is lost, or put off
     */
    boolean reached(Instant now);

    /**
     * The client that this entry started has ended.
     *
     * @param now when
     */
    void ended(Instant now);

    /**
     * The scheduler begins, or ceases, to hold its starts back.
     *
     * @param held whether it holds them
     * @param now when
     */
    default void held(boolean held, Instant now) {}

    /**
     * Tells the longest time from a due instant to the start that serves it, while the machine is awake and the entry's
     * client is not running.
     *
     * @return the stated lateness
     */
    Duration lateness();

    /**
     * Tells the longest time from a wake-up, boot or login to the start that makes up for what was missed.
     *
     * @return the time
     */
    Duration recovery();
}
