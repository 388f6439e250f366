package dev.tickover.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to an application or to one of its schedules, as {@code history.jsonl} keeps it. {@link
 * EventText} writes and reads every kind.
 */
public sealed interface HistoryEvent {

    /** {@return when it happened, by the wall clock} */
    Instant at();

    /** {@return the schedule's name; empty for an event of the whole application} */
    String schedule();

    /** An event about one delivery of a tick. */
    sealed interface OfTick extends HistoryEvent {
        /** {@return the tick} */
        Tick tick();
    }

    /**
     * The end of a delivery, or the moment at which a tick was put off.
     */
    sealed interface EndOfTick extends OfTick {
        /** {@return why; empty where the name of the event says it all} */
        Optional<Reason> reason();
    }

    /**
     * A tick was written down as in flight.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param tick the tick
     * @param why which rule decided
     */
    record Fired(Instant at, String schedule, Tick tick, Reason why) implements OfTick {
        /** {@return how long after its due instant it was started; zero if it was early} */
        public Duration late() {
            return at.isBefore(tick.due()) ? Duration.ZERO : Duration.between(tick.due(), at);
        }

        /** {@return whether it accounts for a due instant as ran: it is the first delivery of a tick for one} */
        public boolean isRun() {
            return tick.attempt() == 1 && tick.servesDueInstant();
        }
    }

    /**
     * The host accepted a tick, or the command of a schedule began.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param tick the tick
     */
    record Delivered(Instant at, String schedule, Tick tick) implements OfTick {}

    /**
     * A handler or command ended well.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param tick the tick
     * @param reason why nothing was run; empty if something was
     */
    record Completed(Instant at, String schedule, Tick tick, Optional<Reason> reason) implements EndOfTick {}

    /**
     * A handler or command failed.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param tick the tick
     * @param reason why
     */
    record Failed(Instant at, String schedule, Tick tick, Optional<Reason> reason) implements EndOfTick {}

    /**
     * A tick was put off, and stays owed.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param tick the tick
     * @param reason why
     */
    record Deferred(Instant at, String schedule, Tick tick, Optional<Reason> reason) implements EndOfTick {
        /**
         * Makes an event with a reason.
         *
         * @param at when
         * @param schedule the schedule's name
         * @param tick the tick
         * @param reason why
         */
        public Deferred(Instant at, String schedule, Tick tick, Reason reason) {
            this(at, schedule, tick, Optional.of(reason));
        }
    }

    /**
     * Due instants were accounted for without a tick of their own.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param account the account
     * @param started the id of the tick that was started for them before and never ended well; empty for most
     */
    record Accounted(Instant at, String schedule, Account account, String started) implements HistoryEvent {
        /** Checks for null. */
        public Accounted {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(started, "started");
        }

        /** {@return whether a tick was started for them before, so that they were accounted for as ran until now} */
        public boolean wasStarted() {
            return !started.isEmpty();
        }
    }

    /**
     * A wake was accepted.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param reason its reason
     */
    record Woken(Instant at, String schedule, String reason) implements HistoryEvent {}

    /**
     * A schedule was paused, or its pause was given another end.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param until the end of the pause; {@link Instant#MAX} until it is resumed
     */
    record Paused(Instant at, String schedule, Instant until) implements HistoryEvent {}

    /**
     * A schedule was resumed.
     *
     * @param at when
     * @param schedule the schedule's name
     */
    record Resumed(Instant at, String schedule) implements HistoryEvent {}

    /**
     * The due instants of a schedule are found by a rule from now on: it was installed or changed, or the machine moved.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param rule the rule
     * @param installedAt when the schedule was first installed
     * @param through the last due instant accounted for before; empty if none was
     */
    record Installed(Instant at, String schedule, DueRule rule, Instant installedAt, Optional<Instant> through)
            implements HistoryEvent {}

    /**
     * A schedule is no longer installed.
     *
     * @param at when
     * @param schedule the schedule's name
     */
    record Uninstalled(Instant at, String schedule) implements HistoryEvent {}

    /**
     * A pulse came after a gap, and the clocks say what the machine did in it.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param gap what the clocks say
     */
    record Pulsed(Instant at, String schedule, ClockGap gap) implements HistoryEvent {}

    /**
     * An entry's pulses are overdue, and the host asked the OS scheduler for one.
     *
     * @param at when
     * @param schedule the schedule's name; empty for the sweep
     * @param entry the schedule's name, or {@code sweep}
     * @param why since when, and what came of asking, for people
     */
    record PulseOverdue(Instant at, String schedule, String entry, String why) implements HistoryEvent {}

    /**
     * The clock was set back so far that instants come again, or behind what the state holds.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param era the number of the clock's run; a new one where due instants come again
     */
    record ClockSetBack(Instant at, String schedule, int era) implements HistoryEvent {}

    /**
     * A damaged file was set aside.
     *
     * @param at when
     * @param schedule the schedule's name; empty for the lease
     * @param generation the generation of the lease; 0 for a schedule's file
     * @param what which file and what was done, for people
     */
    record Repaired(Instant at, String schedule, long generation, String what) implements HistoryEvent {}

    /**
     * Another process does not let go of a schedule.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param why which process, for people
     */
    record Blocked(Instant at, String schedule, String why) implements HistoryEvent {}

    /**
     * Something happened to the application's host.
     *
     * @param at when
     * @param change what
     * @param host which host
     * @param why why, for people; empty where the change says it all
     */
    record HostChanged(Instant at, HostChange change, HostName host, String why) implements HistoryEvent {
        /** Checks for null. */
        public HostChanged {
            Objects.requireNonNull(change, "change");
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(why, "why");
        }

        /** {@return an empty text: it concerns the whole application} */
        @Override
        public String schedule() {
            return "";
        }
    }

    /**
     * An event that this version does not know, or cannot read.
     *
     * @param at when
     * @param schedule the schedule's name; empty for the whole application
     * @param name its name
     * @param text its line, without its place in a group
     */
    record Unknown(Instant at, String schedule, String name, String text) implements HistoryEvent {}

    /**
     * Makes the event of a delivery's end.
     *
     * @param at when
     * @param schedule the schedule's name
     * @param tick the tick
     * @param outcome how the delivery ended
     * @return the event
     */
    static EndOfTick ended(Instant at, String schedule, Tick tick, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return new Completed(at, schedule, tick, Optional.empty());
        }
        if (outcome instanceof Outcome.Duplicate) {
            Reason before = new Reason(Reason.Kind.DUPLICATE, "the host had completed it before");
            return new Completed(at, schedule, tick, Optional.of(before));
        }
        if (outcome instanceof Outcome.Failed failed) {
            Reason reason = new Reason(Reason.Kind.FAILED, failed.message());
            return new Failed(at, schedule, tick, Optional.of(reason));
        }
        return new Deferred(
                at,
                schedule,
                tick,
                outcome instanceof Outcome.Undelivered undelivered
                        ? undelivered.reason()
                        : ((Outcome.Lost) outcome).reason());
    }
}
