package dev.tickover.installer.simulate;

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
    public sealed interface What {}

    /** A condition of the machine or its host begins or ends. */
    record Holds(Scenario.Kind kind, boolean begins) implements What {}

    /** A schedule's work takes so long from now on; every schedule's, where none is named. */
    record WorkTakes(String schedule, Duration work) implements What {}

    /** The wall clock is stepped. */
    record Stepped(Duration by) implements What {}

    /** The machine's local time is another zone's. */
    record Moved(ZoneId zone) implements What {}

    /** Somebody asked for a tick. */
    record Woken(String schedule, String reason) implements What {}

    /** Something was due, by the clock of whoever was watched. */
    record Due(String schedule) implements What {}

    /** A tick began. */
    record Fired(String schedule, Optional<Instant> due, String reason) implements What {}

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
            String schedule = schedule(each.what()).orElse(null);
            if (schedule == null || names.contains(schedule)) {
                mine.add(each);
            } else if (schedule.isEmpty() && names.size() == 1) {
                mine.add(new Seen(each.line(), each.age(), renamed(each.what(), names.get(0))));
            } else if (schedule.isEmpty()) {
                throw new BadTraceException(
                        each.line(),
                        "it names no schedule, and the manifest has " + names.size() + ": " + String.join(", ", names),
                        "add a member such as \"schedule\":\"" + (names.isEmpty() ? "heartbeat" : names.get(0)) + "\"");
            }
        }
        boolean ticks = mine.stream().anyMatch(each -> schedule(each.what()).isPresent());
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
        seen.forEach(each -> schedule(each.what()).ifPresent(strange::add));
        app.schedules().stream().filter(Schedule::enabled).map(Schedule::name).forEach(strange::remove);
        strange.remove("");
        return strange;
    }

    /** Returns whose it is; empty for the whole machine. */
    private static Optional<String> schedule(What what) {
        if (what instanceof Fired fired) {
            return Optional.of(fired.schedule());
        }
        if (what instanceof Due due) {
            return Optional.of(due.schedule());
        }
        if (what instanceof Woken woken) {
            return Optional.of(woken.schedule());
        }
        return what instanceof WorkTakes work && !work.schedule().isEmpty()
                ? Optional.of(work.schedule())
                : Optional.empty();
    }

    private static What renamed(What what, String schedule) {
        if (what instanceof Fired fired) {
            return new Fired(schedule, fired.due(), fired.reason());
        }
        return what instanceof Woken woken ? new Woken(schedule, woken.reason()) : new Due(schedule);
    }
}
