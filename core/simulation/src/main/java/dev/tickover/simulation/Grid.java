package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Recurrence;
import java.time.ZoneId;

/** The due instants along a trace: by the recurrence of the time, in the zone of the time. */
final class Grid {

    private final Invariants rules;
    private Recurrence recurrence;
    private ZoneId zone;
    private DueInstants due;

    Grid(Invariants rules) {
        this.rules = rules;
        this.recurrence = rules.schedule().recurrence();
        this.zone = rules.zone();
        this.due = rules.due(recurrence, zone);
    }

    /** Checks whether a rule that is installed has another recurrence than until now. */
    boolean isUpgrade(HistoryEvent.Installed installed) {
        return !installed.rule().recurrence().equals(recurrence);
    }

    /** Takes a journey or an upgrade; returns true if it was one. */
    boolean take(TraceEvent event) {
        if (event.what() instanceof TraceEvent.Moved moved) {
            zone = moved.zone();
        } else if (event.recorded() instanceof HistoryEvent.Installed installed && isUpgrade(installed)) {
            recurrence = installed.rule().recurrence();
        } else {
            return false;
        }
        due = rules.due(recurrence, zone);
        return true;
    }

    DueInstants due() {
        return due;
    }
}
