package dev.tickover.host;

import java.util.Objects;

/** An event of a host, see {@link TickHost#onEvent}. */
public sealed interface HostEvent {

    /**
     * The host is the active one from now on. Told at once to whoever begins to listen while it is.
     *
     * @param generation its generation
     */
    record Active(long generation) implements HostEvent {}

    /**
     * The host stands by: another one is active. Told at once to whoever begins to listen while it does.
     */
    record StandingBy() implements HostEvent {}

    /**
     * The host is no longer the active one, though it did not close: it gets no more ticks, can change nothing, and
     * stands by.
     *
     * @param generation the generation that is over
     * @param why who is the host now, for people
     */
    record Replaced(long generation, String why) implements HostEvent {
        /** Checks for null. */
        public Replaced {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A tick was taken; it may still wait for work in hand.
     *
     * @param tick the tick
     */
    record TickAccepted(ReceivedTick tick) implements HostEvent {
        /** Checks for null. */
        public TickAccepted {
            Objects.requireNonNull(tick, "tick");
        }
    }

    /**
     * A tick's handler ended well.
     *
     * @param tick the tick
     */
    record TickCompleted(ReceivedTick tick) implements HostEvent {
        /** Checks for null. */
        public TickCompleted {
            Objects.requireNonNull(tick, "tick");
        }
    }

    /**
     * A tick's handler threw, or took too long.
     *
     * @param tick the tick
     * @param message why
     */
    record TickFailed(ReceivedTick tick, String message) implements HostEvent {
        /** Checks for null. */
        public TickFailed {
            Objects.requireNonNull(tick, "tick");
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * A tick was put off, and stays owed.
     *
     * @param tick the tick
     * @param why why: work that did not save its checkpoint, for example
     */
    record TickPutOff(ReceivedTick tick, String why) implements HostEvent {
        /** Checks for null. */
        public TickPutOff {
            Objects.requireNonNull(tick, "tick");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * The OS scheduler is overdue with the pulses of an entry, and was asked to start it.
     *
     * @param entry the schedule's name, or {@code sweep}
     * @param why since when, and what came of asking
     */
    record Kicked(String entry, String why) implements HostEvent {
        /** Checks for null. */
        public Kicked {
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(why, "why");
        }
    }
}
