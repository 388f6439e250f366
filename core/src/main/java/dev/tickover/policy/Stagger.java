package dev.tickover.policy;

import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the schedules of an application that catch up together apart: after a wake-up or boot they would all start at
 * once, when the machine is busiest. Each takes a turn; the first is at once, each other one some seconds after the one
 * before. Pure. A schedule that is in time, that somebody has asked for, or that is alone never waits.
 *
 * <p>Nor does a first tick, which is owed at once by a rule of its own and comes once in a schedule's life, and nor does
 * what is delivered again: it had its turn when it was started, and its back-off says when it is tried again.
 */
public final class Stagger {

    /** How long after the turn of one schedule that of the next is. */
    public static final Duration APART = Duration.ofSeconds(5);

    /**
     * The longest that a schedule waits for its turn, so that the tick client which waits for it may: see {@code
     * TickClient.OLDEST}. With more schedules than there are turns until then they come closer together.
     */
    public static final Duration LONGEST = Duration.ofSeconds(80);

    /** How long a schedule that catches up on each due instant goes on without another turn. */
    private static final Duration GOES_ON = Duration.ofMinutes(10);

    private Stagger() {}

    /**
     * Tells whether a run has to take a turn before it starts.
     *
     * @param schedule the schedule
     * @param state its state
     * @param run what was decided
     * @param now the moment
     * @return false if it need not wait for one, or has one
     */
    public static boolean needsTurn(Schedule schedule, ScheduleState state, Decision.Run run, Instant now) {
        return concerns(schedule, run.tick(), now) && !hasTurn(schedule, state, now);
    }

    /**
     * Tells until when a run waits for the turn that its schedule has.
     *
     * @param schedule the schedule
     * @param state its state
     * @param run what was decided
     * @param now the moment
     * @return when its turn is; empty if it is now, or none is needed
     */
    public static Optional<Instant> waitsUntil(Schedule schedule, ScheduleState state, Decision.Run run, Instant now) {
        boolean waits = concerns(schedule, run.tick(), now)
                && hasTurn(schedule, state, now)
                && state.turn().get().isAfter(now);
        return waits ? state.turn() : Optional.empty();
    }

    /** {@return why a run waits} */
    public static Reason why() {
        return new Reason(
                Reason.Kind.STAGGERED,
                "staggered: other schedules catch up too, one every " + APART.toSeconds() + " s");
    }

    /** What is dropped if it comes late, and what somebody waits for, does not wait. */
    private static boolean concerns(Schedule schedule, Tick tick, Instant now) {
        boolean wouldBeDropped = schedule.catchUp() == CatchUp.NONE
                || schedule.catchUpWindow().isPresent()
                        && tick.due().plus(schedule.catchUpWindow().get()).isBefore(now.plus(LONGEST));
        return tick.reason().equals(Tick.CATCH_UP)
                && tick.attempt() == 1
                && tick.wakes().isEmpty()
                && !wouldBeDropped;
    }

    /** A turn that was not used passes; one that lies too far ahead is from before the clock was set back. */
    private static boolean hasTurn(Schedule schedule, ScheduleState state, Instant now) {
        if (state.turn().isEmpty() || state.turn().get().isAfter(now.plus(LONGEST))) {
            return false;
        }
        Instant turn = state.turn().get();
        boolean goesOn = schedule.catchUp() == CatchUp.EACH
                && state.lastStart().isPresent()
                && !state.lastStart().get().wall().isBefore(turn)
                && now.isBefore(turn.plus(GOES_ON));
        return now.isBefore(turn.plus(APART)) || goesOn;
    }

    /**
     * Finds the turn that a schedule gets.
     *
     * @param free from when on no turn is given away yet
     * @param now the moment
     * @param schedule the schedule's name
     * @return now, or later
     */
    public static Instant turn(Instant free, Instant now, String schedule) {
        if (!free.isAfter(now) || isStale(free, now)) {
            return now;
        }
        return free.isAfter(now.plus(LONGEST)) ? now.plusMillis(placeOf(schedule)) : free;
    }

    /**
     * Finds from when on no turn is given away after one more was.
     *
     * @param free from when on none was before
     * @param turn the turn that was given
     * @param now the moment
     * @return the instant
     */
    public static Instant freeAfter(Instant free, Instant turn, Instant now) {
        Instant after = turn.plus(APART);
        return isStale(free, now) || after.isAfter(free) ? after : free;
    }

    private static boolean isStale(Instant free, Instant now) {
        return free.isAfter(now.plus(LONGEST).plus(APART));
    }

    /** All turns are taken: it goes between two others, the same for a name for ever. */
    private static long placeOf(String schedule) {
        return Math.floorMod(schedule.hashCode() * 0x9E3779B9, LONGEST.toMillis());
    }
}
