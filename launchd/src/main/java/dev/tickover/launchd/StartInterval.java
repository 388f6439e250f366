package dev.tickover.launchd;

import dev.tickover.schedule.Every;
import java.time.Duration;
import java.util.List;

/**
 * Is the {@code StartInterval} of a job, which a manifest has to ask for. Its phase is that of the load, so a due instant
 * may wait for a whole interval. launchd.plist(5): "If the system is asleep during the time of the next scheduled interval
 * firing, that interval will be missed due to shortcomings in kqueue(3)"; starts of this kind were also seen held for
 * hours. The sweep, which always has a calendar, makes up for both.
 *
 * @param seconds the interval, positive
 */
record StartInterval(long seconds) implements Starts {

    static StartInterval of(Every every) {
        return new StartInterval(every.interval().toSeconds());
    }

    Duration interval() {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public String key() {
        return "StartInterval";
    }

    @Override
    public PropertyList value() {
        return new PropertyList.Whole(seconds);
    }

    @Override
    public List<String> summary() {
        return List.of(seconds + " seconds, from the load on; firings in sleep are lost");
    }

    @Override
    public double pulsesPerHour() {
        return (double) Duration.ofHours(1).toSeconds() / seconds;
    }

    /** An interval knows no clock. */
    @Override
    public Duration longestGapInSpring() {
        return Duration.ZERO;
    }
}
