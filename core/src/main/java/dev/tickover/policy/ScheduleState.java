package dev.tickover.policy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what is remembered of one schedule between two decisions.
 *
 * @param installedAt when the schedule was first installed, whole seconds; earlier if the clock was ahead then, and
 *     was set back before anything was due
 * @param servedThrough the last due instant that is accounted for; empty before the first
 * @param lastStart when the last tick was started, whatever its reason, on two clocks
 * @param coversUntil due instants before this count as served by the last tick (it was no timely tick of the
 *     recurrence, and they come less than the spacing after its start)
 * @param lastTickId the id of the last tick started
 * @param wakes accepted wakes that no tick has served yet, oldest first
 * @param inFlight ticks started and not ended; more than one only where the schedule allows overlap
 * @param redeliveries ticks that must be delivered again, in the order in which that became known
 * @param pausedFrom since when the schedule is paused, or was; empty if a pause was noted without its beginning
 * @param pausedUntil until when the schedule is paused; {@link Instant#MAX} until it is resumed
 * @param pastPauses pauses that are over, oldest first, while something from before them is still owed; at most {@link
 *     PastPause#MOST}
 * @param turn when its catch-up has, or had, its turn among those of the application; see {@link Stagger}
 * @param era how often the clock was set back behind ticks already served; part of ids from 1 on, so that an instant
 *     that comes a second time is a different tick
 */
public record ScheduleState(
        Instant installedAt,
        Optional<Instant> servedThrough,
        Optional<Stamp> lastStart,
        Optional<Instant> coversUntil,
        Optional<String> lastTickId,
        List<Wake> wakes,
        List<InFlight> inFlight,
        List<Redelivery> redeliveries,
        Optional<Instant> pausedFrom,
        Optional<Instant> pausedUntil,
        List<PastPause> pastPauses,
        Optional<Instant> turn,
        int era) {

    /** Checks for null and copies the lists. */
    public ScheduleState {
        Objects.requireNonNull(installedAt, "installedAt");
        Objects.requireNonNull(servedThrough, "servedThrough");
        Objects.requireNonNull(lastStart, "lastStart");
        Objects.requireNonNull(coversUntil, "coversUntil");
        Objects.requireNonNull(lastTickId, "lastTickId");
        wakes = List.copyOf(wakes);
        inFlight = List.copyOf(inFlight);
        redeliveries = List.copyOf(redeliveries);
        Objects.requireNonNull(pausedFrom, "pausedFrom");
        Objects.requireNonNull(pausedUntil, "pausedUntil");
        pastPauses = List.copyOf(pastPauses);
        Objects.requireNonNull(turn, "turn");
    }

    /**
     * Returns the state of a schedule that has never ticked.
     *
     * @param installedAt when it was installed
     * @return the state
     */
    public static ScheduleState fresh(Instant installedAt) {
        return new ScheduleState(
                installedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
    }

    /**
     * Begins a changed copy.
     *
     * @return a builder that holds this state's values
     */
    public Builder with() {
        return new Builder(this);
    }

    /** Collects the changes of a copy. Not safe for use by many threads. */
    public static final class Builder {
        private Instant installedAt;
        private Optional<Instant> servedThrough;
        private Optional<Stamp> lastStart;
        private Optional<Instant> coversUntil;
        private Optional<String> lastTickId;
        private List<Wake> wakes;
        private List<InFlight> inFlight;
        private List<Redelivery> redeliveries;
        private Optional<Instant> pausedFrom;
        private Optional<Instant> pausedUntil;
        private List<PastPause> pastPauses;
        private Optional<Instant> turn;
        private int era;

        private Builder(ScheduleState state) {
            installedAt = state.installedAt;
            servedThrough = state.servedThrough;
            lastStart = state.lastStart;
            coversUntil = state.coversUntil;
            lastTickId = state.lastTickId;
            wakes = state.wakes;
            inFlight = state.inFlight;
            redeliveries = state.redeliveries;
            pausedFrom = state.pausedFrom;
            pausedUntil = state.pausedUntil;
            pastPauses = state.pastPauses;
            turn = state.turn;
            era = state.era;
        }

        /**
         * Sets from when on due instants are owed before any is accounted for.
         *
         * @param value the instant, whole seconds
         * @return this builder
         */
        public Builder installedAt(Instant value) {
            installedAt = value;
            return this;
        }

        /**
         * Sets the last due instant that is accounted for. Pauses that were over by then are of no more use.
         *
         * @param value the instant
         * @return this builder
         */
        public Builder servedThrough(Optional<Instant> value) {
            servedThrough = value;
            if (!pastPauses.isEmpty() && value.isPresent()) {
                pastPauses = PastPause.after(pastPauses, value.get());
            }
            return this;
        }

        /**
         * Sets when the last tick was started.
         *
         * @param value the instant
         * @return this builder
         */
        public Builder lastStart(Optional<Stamp> value) {
            lastStart = value;
            return this;
        }

        /**
         * Sets until when due instants count as served by the last tick.
         *
         * @param value the instant
         * @return this builder
         */
        public Builder coversUntil(Optional<Instant> value) {
            coversUntil = value;
            return this;
        }

        /**
         * Sets the id of the last tick started.
         *
         * @param value the id
         * @return this builder
         */
        public Builder lastTickId(Optional<String> value) {
            lastTickId = value;
            return this;
        }

        /**
         * Sets the wakes that no tick has served yet.
         *
         * @param value the wakes
         * @return this builder
         */
        public Builder wakes(List<Wake> value) {
            wakes = value;
            return this;
        }

        /**
         * Sets the ticks in flight.
         *
         * @param value the ticks
         * @return this builder
         */
        public Builder inFlight(List<InFlight> value) {
            inFlight = value;
            return this;
        }

        /**
         * Sets the ticks that must be delivered again.
         *
         * @param value the ticks
         * @return this builder
         */
        public Builder redeliveries(List<Redelivery> value) {
            redeliveries = value;
            return this;
        }

        /**
         * Sets between when and when the schedule is paused.
         *
         * @param from since when
         * @param until until when
         * @return this builder
         */
        public Builder paused(Optional<Instant> from, Optional<Instant> until) {
            pausedFrom = from;
            pausedUntil = until;
            return this;
        }

        /**
         * Sets the pauses that are over.
         *
         * @param value the pauses, oldest first
         * @return this builder
         */
        public Builder pastPauses(List<PastPause> value) {
            pastPauses = value;
            return this;
        }

        /**
         * Sets when its catch-up has its turn.
         *
         * @param value the instant; empty if it has none
         * @return this builder
         */
        public Builder turn(Optional<Instant> value) {
            turn = value;
            return this;
        }

        /**
         * Sets how often the clock was set back.
         *
         * @param value the count
         * @return this builder
         */
        public Builder era(int value) {
            era = value;
            return this;
        }

        /**
         * Builds the copy.
         *
         * @return the state
         */
        public ScheduleState build() {
            return new ScheduleState(
                    installedAt,
                    servedThrough,
                    lastStart,
                    coversUntil,
                    lastTickId,
                    wakes,
                    inFlight,
                    redeliveries,
                    pausedFrom,
                    pausedUntil,
                    pastPauses,
                    turn,
                    era);
        }
    }
}
