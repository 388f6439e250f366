package dev.tickover.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a recurrence with the rules that hold for it.
 *
 * @param name the schedule's name, {@code [A-Za-z0-9][A-Za-z0-9_-]{0,63}}, not {@code sweep}
 * @param recurrence when a tick is due
 * @param first when the first tick is owed
 * @param catchUp how misfires are served
 * @param catchUpWindow how far back due instants are still owed; empty for unlimited
 * @param maxCatchUp the most ticks one catch-up of {@link CatchUp#EACH} may take, at least 1
 * @param spacing the least time between two tick starts, whatever their reasons; not negative
 * @param overlap what becomes of a due instant while a tick is in flight
 * @param active the hours in which it may tick; empty for all
 * @param splay the most by which this machine shifts the due instants; zero for none
 * @param grace how long a tick waits for work in hand; not negative
 * @param timeout the longest a handler or command may take; positive
 * @param whenAbsent what a tick does that finds no host
 * @param retry how a failed tick is tried again
 * @param onBattery whether it may tick on battery
 * @param wakeMachine whether a due instant may wake a sleeping machine
 * @param enabled whether it ticks at all
 * @param run the command that is the tick; empty where a host receives it
 */
public record Schedule(
        String name,
        Recurrence recurrence,
        First first,
        CatchUp catchUp,
        Optional<Duration> catchUpWindow,
        int maxCatchUp,
        Duration spacing,
        Overlap overlap,
        Optional<ActiveHours> active,
        Duration splay,
        Duration grace,
        Duration timeout,
        WhenAbsent whenAbsent,
        Retry retry,
        boolean onBattery,
        boolean wakeMachine,
        boolean enabled,
        List<String> run) {

    /** The name of the slow pulse that looks at every schedule of an application; no schedule may bear it. */
    public static final String SWEEP = "sweep";

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a value is out of bounds
     */
    public Schedule {
        require(isName(name), "a schedule name is [A-Za-z0-9][A-Za-z0-9_-]{0,63} and not \"sweep\"", name);
        Objects.requireNonNull(recurrence, "recurrence");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(catchUp, "catchUp");
        Objects.requireNonNull(overlap, "overlap");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(whenAbsent, "whenAbsent");
        Objects.requireNonNull(retry, "retry");
        require(catchUpWindow.isEmpty() || isPositive(catchUpWindow.get()), "catch-up-window must be positive", name);
        require(maxCatchUp >= 1, "max-catch-up must be at least 1", name);
        require(!spacing.isNegative(), "spacing must not be negative", name);
        require(!splay.isNegative(), "splay must not be negative", name);
        require(!grace.isNegative(), "grace must not be negative", name);
        require(isPositive(timeout), "timeout must be positive", name);
        run = List.copyOf(run);
    }

    /**
     * Tells whether a text is a well-formed schedule name.
     *
     * @param text the text
     * @return true if it is
     */
    public static boolean isName(String text) {
        return Identifiers.isIdentifier(text, "_-") && !text.equals(SWEEP);
    }

    /**
     * Begins a schedule with the default rules.
     *
     * @param name its name
     * @param recurrence when it is due
     * @return a builder
     */
    public static Builder of(String name, Recurrence recurrence) {
        return new Builder(name, recurrence);
    }

    /**
     * Tells whether the tick client runs a command itself, so that no host is needed.
     *
     * @return true in command mode
     */
    public boolean isCommand() {
        return !run.isEmpty();
    }

    /**
     * Returns the same schedule with another recurrence.
     *
     * @param other when a tick is due
     * @return the schedule
     */
    public Schedule withRecurrence(Recurrence other) {
        return new Schedule(
                name,
                other,
                first,
                catchUp,
                catchUpWindow,
                maxCatchUp,
                spacing,
                overlap,
                active,
                splay,
                grace,
                timeout,
                whenAbsent,
                retry,
                onBattery,
                wakeMachine,
                enabled,
                run);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static void require(boolean holds, String what, String name) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + name);
        }
    }

    /** Collects the rules of a schedule; what is not set keeps its default. Not safe for use by many threads. */
    public static final class Builder {
        private final String name;
        private final Recurrence recurrence;
        private First first = First.AT_INSTALL;
        private CatchUp catchUp = CatchUp.LATEST;
        private Optional<Duration> catchUpWindow = Optional.empty();
        private int maxCatchUp = 24;
        private Duration spacing = Duration.ofSeconds(60);
        private Overlap overlap = Overlap.BUFFER_ONE;
        private Optional<ActiveHours> active = Optional.empty();
        private Duration splay = Duration.ZERO;
        private Duration grace = Duration.ofSeconds(30);
        private Duration timeout = Duration.ofMinutes(10);
        private WhenAbsent whenAbsent = WhenAbsent.HOLD;
        private Retry retry = Retry.NONE;
        private boolean onBattery = true;
        private boolean wakeMachine = false;
        private boolean enabled = true;
        private List<String> run = List.of();

        private Builder(String name, Recurrence recurrence) {
            this.name = name;
            this.recurrence = recurrence;
        }

        /**
         * Sets when the first tick is owed.
         *
         * @param first when the first tick is owed
         * @return this builder
         */
        public Builder first(First first) {
            this.first = first;
            return this;
        }

        /**
         * Sets how misfires are served.
         *
         * @param catchUp how misfires are served
         * @return this builder
         */
        public Builder catchUp(CatchUp catchUp) {
            this.catchUp = catchUp;
            return this;
        }

        /**
         * Sets how far back due instants are still owed.
         *
         * @param catchUpWindow how far back due instants are still owed
         * @return this builder
         */
        public Builder catchUpWindow(Duration catchUpWindow) {
            this.catchUpWindow = Optional.of(catchUpWindow);
            return this;
        }

        /**
         * Sets the most ticks one catch-up of {@link CatchUp#EACH} may take.
         *
         * @param maxCatchUp the most ticks one catch-up of {@link CatchUp#EACH} may take, at least 1
         * @return this builder
         */
        public Builder maxCatchUp(int maxCatchUp) {
            this.maxCatchUp = maxCatchUp;
            return this;
        }

        /**
         * Sets the least time between two tick starts, whatever their reasons.
         *
         * @param spacing the least time between two tick starts, whatever their reasons; not negative
         * @return this builder
         */
        public Builder spacing(Duration spacing) {
            this.spacing = spacing;
            return this;
        }

        /**
         * Sets what becomes of a due instant while a tick is in flight.
         *
         * @param overlap what becomes of a due instant while a tick is in flight
         * @return this builder
         */
        public Builder overlap(Overlap overlap) {
            this.overlap = overlap;
            return this;
        }

        /**
         * Sets the hours in which it may tick.
         *
         * @param active the hours in which it may tick
         * @return this builder
         */
        public Builder active(ActiveHours active) {
            this.active = Optional.of(active);
            return this;
        }

        /**
         * Sets the most by which this machine shifts the due instants.
         *
         * @param splay the most by which this machine shifts the due instants; zero for none
         * @return this builder
         */
        public Builder splay(Duration splay) {
            this.splay = splay;
            return this;
        }

        /**
         * Sets how long a tick waits for work in hand.
         *
         * @param grace how long a tick waits for work in hand; not negative
         * @return this builder
         */
        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        /**
         * Sets the longest a handler or command may take.
         *
         * @param timeout the longest a handler or command may take; positive
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets what a tick does that finds no host.
         *
         * @param whenAbsent what a tick does that finds no host
         * @return this builder
         */
        public Builder whenAbsent(WhenAbsent whenAbsent) {
            this.whenAbsent = whenAbsent;
            return this;
        }

        /**
         * Sets how a failed tick is tried again.
         *
         * @param retry how a failed tick is tried again
         * @return this builder
         */
        public Builder retry(Retry retry) {
            this.retry = retry;
            return this;
        }

        /**
         * Sets whether it may tick on battery.
         *
         * @param onBattery whether it may tick on battery
         * @return this builder
         */
        public Builder onBattery(boolean onBattery) {
            this.onBattery = onBattery;
            return this;
        }

        /**
         * Sets whether a due instant may wake a sleeping machine.
         *
         * @param wakeMachine whether a due instant may wake a sleeping machine
         * @return this builder
         */
        public Builder wakeMachine(boolean wakeMachine) {
            this.wakeMachine = wakeMachine;
            return this;
        }

        /**
         * Sets whether it ticks at all.
         *
         * @param enabled whether it ticks at all
         * @return this builder
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * Sets the command that is the tick.
         *
         * @param run the command that is the tick; empty where a host receives it
         * @return this builder
         */
        public Builder run(List<String> run) {
            this.run = run;
            return this;
        }

        /**
         * Builds the schedule.
         *
         * @return the schedule
         * @throws IllegalArgumentException if a value is out of bounds
         */
        public Schedule build() {
            return new Schedule(
                    name,
                    recurrence,
                    first,
                    catchUp,
                    catchUpWindow,
                    maxCatchUp,
                    spacing,
                    overlap,
                    active,
                    splay,
                    grace,
                    timeout,
                    whenAbsent,
                    retry,
                    onBattery,
                    wakeMachine,
                    enabled,
                    run);
        }
    }
}
