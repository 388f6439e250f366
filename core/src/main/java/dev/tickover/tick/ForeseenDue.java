package dev.tickover.tick;

import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.DueList;
import dev.tickover.schedule.ListedDueInstants;
import dev.tickover.state.Foresight;
import dev.tickover.state.InstalledSchedule;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives a schedule's due instants from the list worked out ahead, and notices when that does not reach: then the rules of
 * the zone are loaded in any case, and a new list costs little more. Belongs to one look at a schedule, under its lock.
 */
final class ForeseenDue implements DueInstants {

    /** Half a day of a schedule that is due every five minutes, five days of one every hour. */
    private static final int COMING = 128;

    private final InstalledSchedule installed;
    private final Surroundings surroundings;
    private final Foresight foresight;
    private DueInstants listed;
    private DueInstants full;

    ForeseenDue(InstalledSchedule installed, Surroundings surroundings, Foresight foresight) {
        this.installed = installed;
        this.surroundings = surroundings;
        this.foresight = foresight;
        DueList list = foresight.due();
        listed = list == null ? null : new ListedDueInstants(list, new Full());
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return listed == null ? full().next(after) : listed.next(after);
    }

    private DueInstants full() {
        if (full == null) {
            full = DueInstants.of(installed.schedule().recurrence(), surroundings.get(), installed.offset());
        }
        return full;
    }

    /** Works out a new list if the old one did not suffice. */
    void keep(ScheduleState state, Instant now) {
        if (full != null) {
            Instant first = state.servedThrough().orElse(state.installedAt());
            DueList list = DueList.of(full, first.isAfter(now) ? now : first, now, COMING);
            foresight.noteDue(list);
            listed = new ListedDueInstants(list, new Full());
            full = null;
        }
    }

    /** The full search, made only when it is needed. */
    private final class Full implements DueInstants {
        @Override
        public Optional<Instant> next(Instant after) {
            return full().next(after);
        }
    }
}
