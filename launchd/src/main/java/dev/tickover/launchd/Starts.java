package dev.tickover.launchd;

import java.time.Duration;
import java.util.List;

/** Is when launchd starts a job. */
sealed interface Starts permits CalendarIntervals, StartInterval {

    /** Returns the key of launchd.plist(5). */
    String key();

    PropertyList value();

    /** Says it in launchd's own words, one line each. */
    List<String> summary();

    /** Returns the mean number of pulses in an hour. */
    double pulsesPerHour();

    /** Returns the longest time between two pulses beyond that of the plan, on the day on which the clocks go forward. */
    Duration longestGapInSpring();
}
