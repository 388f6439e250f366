package dev.tickover.installer.simulate;

import dev.tickover.installer.status.TimeText;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Is what was seen of a real machine and its ticks. Ages are real time since its first line: a step of the clock changes
 * none.
 *
 * @param from what the clock showed at its first line
 * @param length how long it lasts, more than zero
 * @param zone the machine's zone at first; empty if it does not tell
 * @param fromInstallation whether it begins with the installation; else everything had run for long
 * @param seen what was seen, in order
 */
public record ReplayTrace(
        Instant from, Duration length, Optional<ZoneId> zone, boolean fromInstallation, List<Seen> seen) {

    /** Copies. */
    public ReplayTrace {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(zone, "zone");
        seen = List.copyOf(seen);
    }

    /**
     * Is one thing that was seen.
     *
     * @param line the number of its line
     * @param age when
     * @param what what
     */
    public record Seen(int line, Duration age, What what) {}

    /** Is something that can be seen. */
    public sealed interface What {
        /** {@return whose it is: the schedule, empty text for the only one; empty for the whole machine} */
        default Optional<String> schedule() {
            return Optional.empty();
        }

        /**
         * Words it.
         *
         * @return a few words
         */
        String words();

        /** Returns the same of a schedule by its name. */
        default What of(String name) {
            return this;
        }
    }

    /** A condition of the machine or its host begins or ends. */
    record Holds(Scenario.Kind kind, boolean begins) implements What {
        @Override
        public String words() {
            return begins ? kind.beginning() : kind.ending();
        }
    }

    /** A schedule's work takes so long from now on; every schedule's, where none is named. */
    record WorkTakes(String name, Duration work) implements What {
        @Override
        public Optional<String> schedule() {
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        }

        @Override
        public String words() {
            return "work takes " + TimeText.length(work);
        }
    }

    /** The wall clock is stepped. */
    record Stepped(Duration by) implements What {
        @Override
        public String words() {
            return "clock set " + (by.isNegative() ? "back " : "forward ") + TimeText.length(by.abs());
        }
    }

    /** The machine's local time is another zone's. */
    record Moved(ZoneId zone) implements What {
        @Override
        public String words() {
            return "zone " + zone;
        }
    }

    /** Somebody asked for a tick. */
    record Woken(String name, String reason) implements What {
        @Override
        public Optional<String> schedule() {
            return Optional.of(name);
        }

        @Override
        public String words() {
            return "asked for: " + reason;
        }

        @Override
        public What of(String only) {
            return new Woken(only, reason);
        }
    }

    /** Something was due, by the clock of whoever was watched. */
    record Due(String name) implements What {
        @Override
        public Optional<String> schedule() {
            return Optional.of(name);
        }

        @Override
        public String words() {
            return "due";
        }

        @Override
        public What of(String only) {
            return new Due(only);
        }
    }

    /** A tick began. */
    record Fired(String name, Optional<Instant> due, String reason) implements What {
        @Override
        public Optional<String> schedule() {
            return Optional.of(name);
        }

        @Override
        public String words() {
            return "tick, " + reason;
        }

        @Override
        public What of(String only) {
            return new Fired(only, due, reason);
        }
    }

    /**
     * Fits the trace to an application: what names no schedule is of its only one.
     *
     * @param app the application
     * @return the trace, of its enabled schedules alone
     * @throws BadTraceException if a line names no schedule where there are several, or none is known
     */
    public ReplayTrace of(App app) throws BadTraceException {
        List<String> names = app.schedules().stream()
                .filter(Schedule::enabled)
                .map(Schedule::name)
                .toList();
        List<Seen> mine = new ArrayList<>();
        for (Seen each : seen) {
            String schedule = each.what().schedule().orElse(null);
            if (schedule == null || names.contains(schedule)) {
                mine.add(each);
            } else if (schedule.isEmpty() && names.size() == 1) {
                mine.add(new Seen(each.line(), each.age(), each.what().of(names.get(0))));
            } else if (schedule.isEmpty()) {
                throw new BadTraceException(
                        each.line(),
                        "it names no schedule, and the manifest has " + names.size() + ": " + String.join(", ", names),
                        "add a member such as \"schedule\":\"" + (names.isEmpty() ? "heartbeat" : names.get(0)) + "\"");
            }
        }
        boolean ticks = mine.stream().anyMatch(each -> each.what().schedule().isPresent());
        Set<String> strange = strangeSchedules(app);
        if (!ticks && !strange.isEmpty()) {
            throw new BadTraceException(
                    0,
                    "it tells of " + String.join(", ", strange) + ", and the manifest has only "
                            + String.join(", ", names),
                    "name the manifest that it is to be played under, with schedules of the same names");
        }
        return new ReplayTrace(from, length, zone, fromInstallation, mine);
    }

    /**
     * Returns the schedules that it tells of and an application has not, or has disabled.
     *
     * @param app the application
     * @return their names
     */
    public Set<String> strangeSchedules(App app) {
        Set<String> strange = new TreeSet<>();
        seen.forEach(each -> each.what().schedule().ifPresent(strange::add));
        app.schedules().stream().filter(Schedule::enabled).map(Schedule::name).forEach(strange::remove);
        strange.remove("");
        return strange;
    }
}
