package dev.tickover.event;

import java.util.Objects;

/**
 * An event with its place among the changes of its schedule's state.
 *
 * @param event the event
 * @param sequence the number of the group that it belongs to; 0 for an event that belongs to no schedule's state
 * @param previous the number of the state that the change was decided on; -1 for every event but a group's first
 * @param count how many events the group has; 0 for every event but a group's first
 */
public record HistoryLine(HistoryEvent event, long sequence, long previous, int count) {

    /** Checks for null. */
    public HistoryLine {
        Objects.requireNonNull(event, "event");
    }

    /** {@return whether it belongs to a change of a schedule's state} */
    public boolean isGrouped() {
        return sequence > 0;
    }

    /** {@return whether it is the first of its group} */
    public boolean isFirst() {
        return previous >= 0;
    }
}
