package dev.tickover.installer.doctor;

import dev.tickover.installer.status.TimeText;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.tick.PulseNote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether pulses come: two due instants without any are too many. What no scheduler lists as wrong shows here, such
 * as starts held back, switches that cannot be read, and tasks that look healthy and never run.
 */
final class PulseCheck implements Check<ExaminedApp> {

    /** A pulse that was missed in sleep may come ten minutes late (Learn, "TaskSettings.StartWhenAvailable"). */
    private static final Duration LATENESS = Duration.ofMinutes(15);

    /** Enough to get over a night of inactive hours with a due instant each minute. */
    private static final int MOST_STEPS = 3_000;

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.PULSES_OVERDUE);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) {
        List<Finding> findings = new ArrayList<>();
        for (InstalledSchedule installed : examined.schedules()) {
            if (installed.schedule().enabled()) {
                look(examined, installed).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> look(ExaminedApp examined, InstalledSchedule installed) {
        String name = installed.schedule().name();
        Instant now = examined.machine().now();
        Optional<Instant> last = lastPulse(new PulseNote(examined.folder().pulse(name)).read());
        Instant from = last.orElse(examined.app().installedAt());
        Optional<Instant> second = next(examined, installed, from).flatMap(due -> next(examined, installed, due));
        if (second.isEmpty() || second.get().plus(LATENESS).isAfter(now) || isFreshlyBooted(examined)) {
            return Optional.empty();
        }
        String when = last.isPresent()
                ? "the last pulse came " + TimeText.distance(from, now)
                : "no pulse came since it was installed " + TimeText.distance(from, now);
        return Optional.of(examined.finding(
                CheckId.PULSES_OVERDUE,
                name + ": " + when + ", though two were due since",
                "mend the other findings; if there are none: tickover history "
                        + examined.app().id() + " " + name + " --explain"));
    }

    private static Optional<Instant> lastPulse(JsonLine note) {
        try {
            return note == null || note.text("at") == null
                    ? Optional.empty()
                    : Optional.of(UtcText.parse(note.text("at")));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** The scheduler may pulse in active hours only. */
    private static Optional<Instant> next(ExaminedApp examined, InstalledSchedule installed, Instant after) {
        ZoneId zone = examined.machine().platform().clocks().zone();
        DueInstants due = examined.dueInstants(installed);
        Optional<Instant> next = due.next(after);
        for (int i = 0; i < MOST_STEPS && next.isPresent(); i++) {
            Instant candidate = next.get();
            if (installed
                    .schedule()
                    .active()
                    .map(hours -> hours.contains(candidate, zone))
                    .orElse(true)) {
                return next;
            }
            next = due.next(candidate);
        }
        return Optional.empty();
    }

    private static boolean isFreshlyBooted(ExaminedApp examined) {
        Duration up = examined.machine().platform().clocks().sinceBoot();
        return !up.isZero() && up.compareTo(LATENESS) < 0;
    }
}
