package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * One event of a {@link Trace} and what the clocks showed then.
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

    /** {@return the event that a history records; null for what no history knows of} */
    public HistoryEvent recorded() {
        return what instanceof Recorded known ? known.event() : null;
    }

    /** Something that happens: what a history records, or what only the world around it knows. */
    public sealed interface What {}

    /**
     * A history records it.
     *
     * @param event the event
     */
    public record Recorded(HistoryEvent event) implements What {}

    /**
     * The OS scheduler started a tick client.
     *
     * @param entry the entry, a schedule's name or {@code sweep}
     */
    public record ClientStarted(String entry) implements What {}

    /**
     * The work of a tick began.
     *
     * @param tick the tick
     */
    public record Begun(Tick tick) implements What {}

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
     * A condition began or ended.
     *
     * @param condition the condition
     * @param holds whether it holds from now on
     */
    public record Changed(Condition condition, boolean holds) implements What {}

    /**
     * A host looked at a schedule by itself, or wrote down the end of a tick.
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

    /** A due instant came, by the clock of whoever was watched. */
    public record CameDue() implements What {}

    /**
     * Work takes so long from now on.
     *
     * @param work how long
     */
    public record WorkTakes(Duration work) implements What {}

    /** A condition that keeps a machine or its host from ticking. */
    public enum Condition {
        /** The machine sleeps. */
        ASLEEP,
        /** The machine is off. */
        OFF,
        /** No host is attached. */
        HOST_AWAY,
        /** The host's process lives and does nothing. */
        HOST_HUNG,
        /** No process of the application is healthy, neither the active host's nor one that stands by. */
        ORPHANED,
        /** The OS scheduler holds its starts back. */
        HELD,
        /** The schedule is paused. */
        PAUSED
    }
}
