package dev.tickover.launchd;

import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says what launchd cannot do of what a schedule asks. */
final class Losses {

    private Losses() {}

    static List<String> of(Schedule schedule, Starts starts, Duration gapInSpring) {
        List<String> losses = new ArrayList<>();
        if (starts instanceof StartInterval interval) {
            losses.add("start-interval: launchd loses such starts in sleep, and was seen to hold them back for hours;"
                    + " what is lost comes with the next sweep. Awake, a due instant may wait for a whole interval ("
                    + DurationText.format(interval.interval()) + ")");
        }
        if (schedule.wakeMachine()) {
            // launchd.plist(5) has no such key; pmset(1) needs root, and holds one repeating event for all of a
            // machine.
            losses.add("wake-machine: launchd cannot wake the machine; what is slept through is due at the wake-up");
        }
        if (!schedule.onBattery()) {
            losses.add("on-battery: launchd does not tell battery from mains power; it pulses on battery too");
        }
        losses.addAll(ofSpring(gapInSpring));
        return losses;
    }

    static List<String> ofSpring(Duration gapInSpring) {
        return gapInSpring.isZero()
                ? List.of()
                : List.of(
                        "every: too many pulses a day to name each; should launchd lose those without an hour, as that"
                                + " of OS X 10.9 does from the spring change to midnight, one comes every "
                                + gapInSpring.toMinutes() + " minutes then");
    }
}
