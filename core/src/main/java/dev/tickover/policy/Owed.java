package dev.tickover.policy;

import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the due instants that a schedule owes at a moment, and those that its rules drop before anything else is
 * decided. The dropped ones are always the oldest, so that "served through" stays a single instant.
 */
final class Owed {

    /** The oldest instant still owed; null if none is. */
    private Instant first;
    /** The youngest but one; null if there are less than two. */
    private Instant lastButOne;
    /** The youngest. */
    private Instant last;

    private int count;
    private final List<Account> dropped = new ArrayList<>();
    private Instant servedThrough;
    private final boolean initial;

    private Owed(Schedule schedule, ScheduleState state, Instant now, DueInstants due) {
        servedThrough = state.servedThrough().orElse(null);
        initial = servedThrough == null && schedule.first() == First.AT_INSTALL;
        Bounds bounds = new Bounds(schedule, state, now, initial);
        boolean each = schedule.catchUp() == CatchUp.EACH;
        ArrayDeque<Instant> kept = each ? new ArrayDeque<>() : null;
        Instant limit = now.plus(Slack.EARLY);
        Instant next = initial
                ? state.installedAt()
                : due.next(state.servedThrough().orElse(state.installedAt())).orElse(null);
        while (next != null && !next.isAfter(limit)) {
            Instant following = due.next(next).orElse(null);
            // The first tick is owed however late the first host attaches: the rules leave it its last due instant.
            boolean lastOfFirstTick = initial && (following == null || following.isAfter(limit));
            if (lastOfFirstTick) {
                keep(next);
            } else {
                bounds.sort(next, this);
            }
            if (each && count > 0 && next.equals(last)) {
                kept.addLast(next);
                if (kept.size() > schedule.maxCatchUp()) {
                    drop(Fate.MISSED, kept.removeFirst(), "more than max-catch-up = " + schedule.maxCatchUp());
                    count--;
                }
                first = kept.peekFirst();
            }
            next = following;
        }
    }

    static Owed of(Schedule schedule, ScheduleState state, Instant now, DueInstants due) {
        return new Owed(schedule, state, now, due);
    }

    private void keep(Instant instant) {
        if (count == 0) {
            first = instant;
        }
        lastButOne = last;
        last = instant;
        count++;
    }

    private void drop(Fate fate, Instant instant, String why) {
        servedThrough = instant;
        int end = dropped.size() - 1;
        if (end >= 0
                && dropped.get(end).fate() == fate
                && dropped.get(end).why().equals(why)) {
            Account before = dropped.get(end);
            dropped.set(end, new Account(fate, before.first(), instant, before.count() + 1, why));
        } else {
            dropped.add(new Account(fate, instant, instant, 1, why));
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    Instant first() {
        return first;
    }

    Instant last() {
        return last;
    }

    Instant lastButOne() {
        return lastButOne;
    }

    boolean isInitial() {
        return initial && count > 0;
    }

    List<Account> dropped() {
        return dropped;
    }

    Optional<Instant> servedThroughAfterDrops() {
        return Optional.ofNullable(servedThrough);
    }

    /** Accounts for everything owed in one way. */
    List<Account> droppedAnd(Fate fate, String why) {
        List<Account> all = new ArrayList<>(dropped);
        if (count > 0) {
            all.add(new Account(fate, first, last, count, why));
        }
        return all;
    }

    Optional<Instant> servedThroughAll() {
        return count > 0 ? Optional.of(last) : servedThroughAfterDrops();
    }

    /** Decides for each due instant, oldest first, whether the rules drop it. */
    private static final class Bounds {
        private final Instant windowStart;
        private final Instant timelySince;
        private final Instant coveredUntil;
        private final Instant pausedUntil;
        private final Schedule schedule;
        private final String lastTickId;

        Bounds(Schedule schedule, ScheduleState state, Instant now, boolean initial) {
            this.schedule = schedule;
            windowStart = schedule.catchUpWindow().isPresent()
                    ? now.minus(schedule.catchUpWindow().get())
                    : Instant.MIN;
            // Only after the first tick can anything be a misfire.
            timelySince =
                    schedule.catchUp() == CatchUp.NONE && !initial ? timelySince(schedule, state, now) : Instant.MIN;
            coveredUntil = schedule.catchUp() == CatchUp.EACH
                    ? Instant.MIN
                    : state.coversUntil().orElse(Instant.MIN);
            // A pause that has run out: what came due in it stays skipped, whether or not a pulse came to say so.
            Instant pause = state.pausedUntil().orElse(Instant.MIN);
            pausedUntil = pause.isAfter(now) ? Instant.MIN : pause;
            lastTickId = state.lastTickId().orElse("");
        }

        /** What only the spacing after a wake's tick has put off is not late: a wake delays nothing. */
        private static Instant timelySince(Schedule schedule, ScheduleState state, Instant now) {
            Instant latest = now.minus(Slack.LATE);
            if (state.lastStart().isPresent()) {
                Instant lastStart = state.lastStart().get().wall();
                boolean putOff = !lastStart.plus(schedule.spacing()).isBefore(latest);
                return putOff && lastStart.isBefore(latest) ? lastStart : latest;
            }
            return latest;
        }

        void sort(Instant instant, Owed owed) {
            // Only a prefix may be dropped. The bounds only ever move past older instants, so once one is kept all are.
            if (owed.count > 0) {
                owed.keep(instant);
            } else if (instant.isBefore(coveredUntil)) {
                owed.drop(Fate.COALESCED, instant, "less than spacing after " + lastTickId);
            } else if (instant.isBefore(pausedUntil)) {
                owed.drop(Fate.SKIPPED, instant, "paused");
            } else if (instant.isBefore(windowStart)) {
                owed.drop(Fate.MISSED, instant, "older than catch-up-window");
            } else if (instant.isBefore(timelySince)) {
                owed.drop(
                        Fate.MISSED,
                        instant,
                        "late, and catch-up = " + schedule.catchUp().name().toLowerCase(java.util.Locale.ROOT));
            } else {
                owed.keep(instant);
            }
        }
    }
}
