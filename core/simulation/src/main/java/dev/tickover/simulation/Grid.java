package dev.tickover.simulation;

import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Recurrence;
import java.time.ZoneId;

/** Knows along a trace when the schedule is due: by the recurrence of the time, in the zone of the time. */
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

    /** Takes a journey or an upgrade; returns true if it was one. */
    boolean take(TraceEvent.What what) {
        if (what instanceof TraceEvent.Moved moved) {
            zone = moved.zone();
        } else if (what instanceof TraceEvent.Upgraded upgraded) {
            recurrence = upgraded.recurrence();
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
