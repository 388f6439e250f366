package dev.tickover.host;

import java.util.Objects;

/** Is what a host tells whoever listens to it, see {@link TickHost#onEvent}. */
public sealed interface HostEvent {

    /**
     * The host is attached. Told at once to whoever begins to listen.
     *
     * @param generation its generation
     */
    record Attached(long generation) implements HostEvent {}

    /**
     * The host's lease is over, though it did not close: it gets no more ticks and can change nothing. What is left is to
     * close it, and to attach anew if the process is meant to be the host.
     *
     * @param generation the generation that is over
     * @param why who is the host now, for people
     */
    record Fenced(long generation, String why) implements HostEvent {
        /** Checks for null. */
        public Fenced {
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
