package dev.tickover.backend;

import dev.tickover.schedule.App;
import java.time.Duration;

/** Says when an application is swept, where a calendar has to say it. Nobody is promised the very minute of a sweep. */
public final class SweepRhythm {

    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    private SweepRhythm() {}

    /**
     * Rounds the period that an application wants down to minutes that divide an hour, or hours that divide a day, so that
     * a calendar can say it.
     *
     * @param app the application
     * @return at least a minute, at most a day
     */
    public static Duration period(App app) {
        Duration wanted = app.liveness().sweep();
        return wanted.toHours() > 0
                ? Duration.ofHours(largestDivisor(HOURS, wanted.toHours()))
                : Duration.ofMinutes(largestDivisor(MINUTES, wanted.toMinutes()));
    }

    /**
     * Chooses the second of the minute at which an application is swept: beside the full minutes that ticks come on, and
     * the same for an application for ever.
     *
     * @param app the application
     * @return 20 to 49
     */
    public static int second(App app) {
        return 20 + Math.floorMod(app.id().hashCode(), 30);
    }

    private static long largestDivisor(long whole, long atMost) {
        long divisor = Math.max(1, Math.min(whole, atMost));
        while (whole % divisor != 0) {
            divisor--;
        }
        return divisor;
    }
}
