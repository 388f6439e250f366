package dev.tickover.backend;

import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Schedule;
import java.time.Duration;

/** Says how long one run of the tick client may take, for schedulers that end one that hangs. */
public final class RunLimit {

    /** What a tick client may need beside grace and time-out: to start, to start a host, and to write its state. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private RunLimit() {}

    /**
     * Returns the limit of a schedule's entry.
     *
     * @param schedule the schedule
     * @return its grace and time-out, for each tick that one pulse may deliver, and two minutes
     */
    public static Duration of(Schedule schedule) {
        return work(schedule).plus(MARGIN);
    }

    /**
     * Returns the limit of an application's sweep, which may have to do the work of all its schedules.
     *
     * @param app the application
     * @return the work of every enabled schedule, and two minutes
     */
    public static Duration ofSweep(App app) {
        Duration limit = MARGIN;
        for (Schedule schedule : app.schedules()) {
            limit = schedule.enabled() ? limit.plus(work(schedule)) : limit;
        }
        return limit;
    }

    /** Only without spacing may one pulse deliver several ticks: otherwise the next of them waits for a later pulse. */
    private static Duration work(Schedule schedule) {
        boolean several =
                schedule.catchUp() == CatchUp.EACH && schedule.spacing().isZero();
        return schedule.grace().plus(schedule.timeout()).multipliedBy(several ? schedule.maxCatchUp() : 1);
    }
}
