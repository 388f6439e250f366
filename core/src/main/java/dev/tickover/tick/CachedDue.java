package dev.tickover.tick;

import dev.tickover.policy.Quiet;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Slack;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.DueList;
import dev.tickover.schedule.ListedDueInstants;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.DueCache;
import dev.tickover.state.InstalledSchedule;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives a schedule's due instants from the list worked out ahead, and notices when that does not reach: then the rules of
 * the zone are loaded in any case, and a new list costs little more. Belongs to one look at a schedule, under its lock.
 */
final class CachedDue implements DueInstants {

    /** Half a day of a schedule that is due every five minutes, five days of one every hour. */
    private static final int COMING = 128;

    private final InstalledSchedule installed;
    private final Machine machine;
    private final DueCache cache;
    private DueInstants listed;
    private DueInstants full;
    private final boolean cached;

    CachedDue(InstalledSchedule installed, Machine machine, DueCache cache) {
        this.installed = installed;
        this.machine = machine;
        this.cache = cache;
        DueList list = cache.due();
        cached = list != null;
        listed = list == null ? null : new ListedDueInstants(list, new Full());
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return listed == null ? full().next(after) : listed.next(after);
    }

    /** Tells whether a list was there that still holds: the zone and the compiled schedule are as they were. */
    boolean isCached() {
        return cached;
    }

    private DueInstants full() {
        if (full == null) {
            full = DueInstants.of(installed.schedule().recurrence(), machine.get(), installed.offset());
        }
        return full;
    }

    /** Works out a new list if the old one did not suffice. */
    void keep(ScheduleState state, Instant now) {
        if (full != null) {
            Instant first = state.servedThrough().orElse(state.installedAt());
            DueList list = DueList.of(full, first.isAfter(now) ? now : first, now, COMING);
            cache.noteDue(list);
            listed = new ListedDueInstants(list, new Full());
            full = null;
        }
    }

    /**
     * Spares later pulses the look, as long as time alone cannot change what it would find. Tells whether there is such a
     * time to come.
     */
    boolean noteQuiet(ScheduleState state, Stamp now) {
        Optional<Instant> until = Quiet.until(installed.schedule(), state, now.wall(), this);
        if (until.isPresent()) {
            String next = UtcText.format(until.get().plus(Slack.EARLY));
            cache.noteQuiet(now, until.get(), "not due before " + next);
        }
        return until.isPresent() && until.get().isAfter(now.wall());
    }

    /** The full search, made only when it is needed. */
    private final class Full implements DueInstants {
        @Override
        public Optional<Instant> next(Instant after) {
            return full().next(after);
        }
    }
}
