package dev.tickover.simulation;

import dev.tickover.policy.Account;
import dev.tickover.policy.Outcome;
import dev.tickover.policy.Tick;
import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Is a line of a {@link Trace}: what happened, and what the clocks showed then.
 *
 * @param age the real time since the simulation began
 * @param boot the number of the boot, from 1
 * @param wall what the wall clock showed
 * @param schedule the schedule that it concerns; empty for the whole machine
 * @param what what happened
 */
public record TraceEvent(Duration age, int boot, Instant wall, String schedule, What what) {

    /** Checks for null. */
    public TraceEvent {
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(wall, "wall");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(what, "what");
    }

    /** Is something that happens. */
    public sealed interface What {}

    /**
     * The OS scheduler started a tick client.
     *
     * @param entry the entry, a schedule's name or {@code sweep}
     */
    public record Pulsed(String entry) implements What {}

    /**
     * A tick was written down as in flight.
     *
     * @param tick the tick
     */
    public record Fired(Tick tick) implements What {}

    /**
     * The work of a tick began.
     *
     * @param tick the tick
     */
    public record Begun(Tick tick) implements What {}

    /**
     * A delivery ended as far as the state knows.
     *
     * @param tick the tick
     * @param outcome how
     */
    public record Ended(Tick tick, Outcome outcome) implements What {}

    /**
     * Due instants were accounted for without a tick of their own.
     *
     * @param account the account
     */
    public record Accounted(Account account) implements What {}

    /**
     * A tick that was fired before and never ended well is stood for by a newer one.
     *
     * @param account the account of the older one
     */
    public record Superseded(Account account) implements What {}

    /**
     * A wake was accepted.
     *
     * @param reason its reason
     */
    public record Woken(String reason) implements What {}

    /**
     * The schedule was paused, or its pause was given another end.
     *
     * @param from since when
     * @param until until when
     */
    public record Paused(Instant from, Instant until) implements What {}

    /**
     * The clock was found set back so far that instants come again, or behind the installation.
     *
     * @param era the era, a new one in the first case
     */
    public record NewEra(int era) implements What {}

    /**
     * The wall clock was stepped.
     *
     * @param by by how much
     */
    public record Stepped(Duration by) implements What {}

    /**
     * The machine's local time is another zone's from now on.
     *
     * @param zone the zone
     */
    public record Moved(ZoneId zone) implements What {}

    /**
     * The schedule has another recurrence from now on. What the former one still owed was told right before.
     *
     * @param recurrence the recurrence
     */
    public record Upgraded(Recurrence recurrence) implements What {}

    /**
     * A condition began or ended.
     *
     * @param condition the condition
     * @param holds whether it holds from now on
     */
    public record Changed(Condition condition, boolean holds) implements What {}

    /**
     * A host attached.
     *
     * @param generation its generation
     */
    public record Attached(long generation) implements What {}

    /**
     * A host looked at a schedule by itself, or wrote down what became of a tick.
     *
     * @param generation its generation
     */
    public record Acted(long generation) implements What {}

    /**
     * A tick client or its delivery was made to fail.
     *
     * @param fault how
     */
    public record Faulted(Fault fault) implements What {}

    /** Is what keeps a machine or its host from ticking. */
    public enum Condition {
        /** The machine sleeps. */
        ASLEEP,
        /** The machine is off. */
        OFF,
        /** No host is attached. */
        HOST_AWAY,
        /** The host's process lives and does nothing. */
        HOST_HUNG,
        /** The OS scheduler holds its starts back. */
        HELD,
        /** The schedule is paused. */
        PAUSED
    }
}
