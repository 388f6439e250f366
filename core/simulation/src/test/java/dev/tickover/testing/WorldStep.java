package dev.tickover.testing;

import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/** Is one thing that happens in a {@link World}; its text says it all, so that a failing list can be read. */
public sealed interface WorldStep {

    /** Lets it happen. */
    void in(World world);

    /** Time passes, awake or asleep: to the schedule it is the same. */
    record Passes(Duration time) implements WorldStep {
        @Override
        public void in(World world) {
            world.pass(time);
        }
    }

    /** The wall clock is stepped, forth or back. */
    record ClockStepped(Duration by) implements WorldStep {
        @Override
        public void in(World world) {
            world.step(by);
        }
    }

    /** The machine is down for a while and boots; its host forgets. */
    record Reboots(Duration down) implements WorldStep {
        @Override
        public void in(World world) {
            world.reboot(down);
        }
    }

    /** The host is restarted, and forgets. */
    record HostRestarts() implements WorldStep {
        @Override
        public void in(World world) {
            world.restartHost();
        }
    }

    /** A wake is accepted. */
    record Wakes(String reason) implements WorldStep {
        /** Checks for null. */
        public Wakes {
            Objects.requireNonNull(reason);
        }

        @Override
        public void in(World world) {
            world.wake(reason);
        }
    }

    /** Somebody looks; if a tick starts, this becomes of it. */
    record Pulses(World.Fate fate, Duration work) implements WorldStep {
        @Override
        public void in(World world) {
            world.pulse(fate, work);
        }
    }

    /** Handlers that went on and on end at last. */
    record StayingEnd() implements WorldStep {
        @Override
        public void in(World world) {
            world.stayingEnd();
        }
    }

    /** The machine is taken to another zone. */
    record Travels(ZoneId zone) implements WorldStep {
        @Override
        public void in(World world) {
            world.travel(zone);
        }
    }

    /** A changed manifest is installed: the schedule has another recurrence from then on. */
    record Upgrades(Recurrence to) implements WorldStep {
        @Override
        public void in(World world) {
            world.upgrade(to);
        }
    }

    /** Somebody pauses the schedule for a time, or until it is resumed. */
    record Pauses(Optional<Duration> time) implements WorldStep {
        @Override
        public void in(World world) {
            world.pause(time);
        }
    }

    /** Somebody resumes the schedule, if it is paused. */
    record Resumes() implements WorldStep {
        @Override
        public void in(World world) {
            world.resume();
        }
    }
}
