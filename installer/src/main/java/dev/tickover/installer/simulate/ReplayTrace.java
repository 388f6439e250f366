package dev.tickover.installer.simulate;

import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.TraceEvent;
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
 * What was seen of a real machine and its ticks. Ages are real time since its first line: a step of the clock changes
 * none.
 *
 * @param from what the clock showed at its first line
 * @param length how long it lasts, more than zero
 * @param zone the machine's zone at first; empty if it is not known
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
     * One thing that was seen.
     *
     * @param line the number of its line
     * @param event the event; one of a tick that names no schedule is about the only one
     */
    public record Seen(int line, TraceEvent event) {

        /** {@return whether it is about a schedule, and not about the whole machine} */
        boolean isOfSchedule() {
            return event.what() instanceof TraceEvent.Begun
                    || event.what() instanceof TraceEvent.CameDue
                    || event.what() instanceof TraceEvent.Recorded;
        }

        private Seen of(String schedule) {
            return new Seen(line, new TraceEvent(event.age(), event.boot(), event.wall(), schedule, event.what()));
        }
    }

    /** {@return the events} */
    List<TraceEvent> events() {
        return seen.stream().map(Seen::event).toList();
    }

    /**
     * Fits the trace to an application: what names no schedule is about its only one.
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
            String schedule = each.event().schedule();
            boolean namesNone = each.isOfSchedule() && schedule.isEmpty();
            if (namesNone && names.size() != 1) {
                throw new BadTraceException(
                        each.line(),
                        "it names no schedule, and the manifest has " + names.size() + ": " + String.join(", ", names),
                        "add a member such as \"schedule\":\"" + (names.isEmpty() ? "heartbeat" : names.get(0)) + "\"");
            }
            if (namesNone) {
                mine.add(each.of(names.get(0)));
            } else if (schedule.isEmpty() || names.contains(schedule)) {
                mine.add(each);
            }
        }
        boolean ticks = mine.stream().anyMatch(each -> !each.event().schedule().isEmpty());
        Set<String> strange = strangeSchedules(app);
        if (!ticks && !strange.isEmpty()) {
            throw new BadTraceException(
                    0,
                    "it is about " + String.join(", ", strange) + ", and the manifest has only "
                            + String.join(", ", names),
                    "name the manifest that it is to be played under, with schedules of the same names");
        }
        return new ReplayTrace(from, length, zone, fromInstallation, mine);
    }

    /**
     * Returns the schedules that it names and an application has not, or has disabled.
     *
     * @param app the application
     * @return their names
     */
    public Set<String> strangeSchedules(App app) {
        Set<String> strange = new TreeSet<>();
        seen.forEach(each -> strange.add(each.event().schedule()));
        app.schedules().stream().filter(Schedule::enabled).map(Schedule::name).forEach(strange::remove);
        strange.remove("");
        return strange;
    }
}
