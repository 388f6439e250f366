package dev.tickover.installer.status;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import java.util.Objects;
import java.util.Optional;

/**
 * One start of a tick with its end, as a history records them.
 *
 * @param start its start
 * @param end its end; empty while none is recorded
 */
public record RecordedTick(HistoryEvent.Fired start, Optional<HistoryEvent.EndOfTick> end) {

    /** Checks for null. */
    public RecordedTick {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    /**
     * Makes one without an end.
     *
     * @param start its start
     */
    public RecordedTick(HistoryEvent.Fired start) {
        this(start, Optional.empty());
    }

    /**
     * Adds its end.
     *
     * @param last the end of its last delivery
     * @return the tick with that end; the same if the end is another tick's
     */
    public RecordedTick with(HistoryEvent.EndOfTick last) {
        boolean isMine = last.tick().id().equals(start.tick().id());
        return isMine ? new RecordedTick(start, Optional.of(last)) : this;
    }

    /** {@return {@code running}, {@code completed}, {@code failed} or {@code deferred}} */
    public String outcome() {
        return end.map(EventText::name).orElse("running");
    }

    /** {@return why it ended so, for people; empty where the outcome says it all} */
    public String why() {
        return end.flatMap(HistoryEvent.EndOfTick::reason).map(Reason::text).orElse("");
    }
}
