package dev.tickover.policy;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
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

    /** Why a due instant that a later tick stands for gets none of its own. */
    static final Reason SERVED_BY_LATER = new Reason(Kind.CATCH_UP, "a later tick stands for it");

    private static final Reason OLDER = new Reason(Kind.CATCH_UP_WINDOW, "older than catch-up-window");
    private static final Reason LATE = new Reason(Kind.NO_CATCH_UP, "late, and catch-up = none");
    private static final Reason PAUSED = new Reason(Kind.PAUSED, "paused");

    /** The oldest instant still owed; null if none is. */
    private Instant first;
    /** The youngest but one; null if there are less than two. */
    private Instant lastButOne;
    /** The youngest. */
    private Instant last;

    private int count;
    /** What was owed before each pause, and what came due in it, by turns, if more is owed since; else null. */
    private List<Run> beforePauses;

    private int countBeforePauses;
    private Run inPause;
    private Instant sincePause;
    private final List<Account> dropped = new ArrayList<>();
    private Instant servedThrough;
    private final boolean initial;

    /** Is a run of successive due instants. */
    private static final class Run {
        private final Instant first;
        private final boolean paused;
        private Instant last;
        private int count;

        private Run(Instant first, Instant last, int count, boolean paused) {
            this.first = first;
            this.last = last;
            this.count = count;
            this.paused = paused;
        }

        private Account account(Fate fate, String into, Reason why) {
            return paused
                    ? new Account(Fate.SKIPPED, first, last, count, PAUSED)
                    : new Account(fate, first, last, count, into, why);
        }
    }

    private Owed(Schedule schedule, ScheduleState state, Instant now, DueInstants due, First startsWith) {
        servedThrough = state.servedThrough().orElse(null);
        initial = servedThrough == null && startsWith == First.AT_INSTALL;
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
            boolean lastOfFirstTick = initial && count == 0 && (following == null || following.isAfter(limit));
            if (count > 0 && bounds.isPaused(next)) {
                if (each) {
                    break; // What is owed from before the pause comes first, each in turn.
                }
                skip(next);
            } else if (lastOfFirstTick) {
                keep(next);
            } else {
                bounds.sort(next, this);
            }
            if (each && count > 0 && next.equals(last)) {
                kept.addLast(next);
                if (kept.size() > schedule.maxCatchUp()) {
                    drop(
                            Fate.MISSED,
                            kept.removeFirst(),
                            "",
                            new Reason(Kind.MAX_CATCH_UP, "more than max-catch-up = " + schedule.maxCatchUp()));
                    count--;
                }
                first = kept.peekFirst();
            }
            next = following;
        }
        // Where nothing is owed since, what came due in the last pause is the oldest once the rest is served.
    }

    static Owed of(Schedule schedule, ScheduleState state, Instant now, DueInstants due) {
        return new Owed(schedule, state, now, due, schedule.first());
    }

    static Owed of(Schedule schedule, ScheduleState state, Instant now, DueInstants due, First startsWith) {
        return new Owed(schedule, state, now, due, startsWith);
    }

    private void skip(Instant instant) {
        if (inPause == null) {
            inPause = new Run(instant, instant, 0, true);
        }
        inPause.last = instant;
        inPause.count++;
    }

    private void keep(Instant instant) {
        if (inPause != null) {
            closeRun();
        }
        if (count == 0) {
            first = instant;
        }
        if (count == countBeforePauses) {
            sincePause = instant;
        }
        lastButOne = last;
        last = instant;
        count++;
    }

    private Instant firstSincePause() {
        return beforePauses == null ? first : sincePause;
    }

    private void closeRun() {
        beforePauses = beforePauses == null ? new ArrayList<>() : beforePauses;
        beforePauses.add(new Run(sincePause, last, count - countBeforePauses, false));
        beforePauses.add(inPause);
        inPause = null;
        countBeforePauses = count;
    }

    private void drop(Fate fate, Instant instant, String into, Reason why) {
        servedThrough = instant;
        int end = dropped.size() - 1;
        if (end >= 0
                && dropped.get(end).fate() == fate
                && dropped.get(end).reason().kind() == why.kind()
                && dropped.get(end).into().equals(into)) {
            Account before = dropped.get(end);
            dropped.set(end, new Account(fate, before.first(), instant, before.count() + 1, into, why));
        } else {
            dropped.add(new Account(fate, instant, instant, 1, into, why));
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

    /** Accounts for all that is owed but the youngest, which a tick is for, and for pauses in between. */
    List<Account> coalescedInto(String id) {
        List<Account> all = new ArrayList<>();
        addPauses(all, Fate.COALESCED, id, SERVED_BY_LATER);
        int others = count - 1 - countBeforePauses;
        if (others > 0) {
            all.add(new Account(Fate.COALESCED, firstSincePause(), lastButOne, others, id, SERVED_BY_LATER));
        }
        return all;
    }

    private void addPauses(List<Account> all, Fate fate, String into, Reason why) {
        if (beforePauses != null) {
            for (Run run : beforePauses) {
                all.add(run.account(fate, into, why));
            }
        }
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

    /** Accounts for everything owed as dropped for one reason. */
    List<Account> droppedAnd(Fate fate, Reason why) {
        List<Account> all = new ArrayList<>(dropped);
        addPauses(all, fate, "", why);
        int others = count - countBeforePauses;
        if (others > 0) {
            all.add(new Account(fate, firstSincePause(), last, others, why));
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
        private final Instant coveredFrom;
        private final Instant coveredUntil;
        private final Instant pausedFrom;
        private final Instant pausedUntil;
        private final List<PastPause> pastPauses;
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
            // What was owed before a redelivery started, and not served by it, is not covered by it either.
            coveredFrom =
                    state.lastStart().isPresent() ? state.lastStart().get().wall() : Instant.MIN;
            // What comes due in a pause is skipped, whether or not a pulse comes meanwhile to say so.
            pausedFrom = state.pausedFrom().orElse(Instant.MIN);
            pausedUntil = state.pausedUntil().orElse(Instant.MIN);
            pastPauses = state.pastPauses();
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

        boolean isPaused(Instant instant) {
            return instant.isBefore(pausedUntil) && !instant.isBefore(pausedFrom)
                    || !pastPauses.isEmpty() && PastPause.anyContains(pastPauses, instant);
        }

        void sort(Instant instant, Owed owed) {
            // Only a prefix may be dropped. The bounds only ever move past older instants, so once one is kept all are.
            if (owed.count > 0) {
                owed.keep(instant);
            } else if (isPaused(instant)) {
                owed.drop(Fate.SKIPPED, instant, "", PAUSED);
            } else if (instant.isBefore(coveredUntil) && !instant.isBefore(coveredFrom)) {
                owed.drop(
                        Fate.COALESCED,
                        instant,
                        lastTickId,
                        new Reason(Kind.SPACING, "less than spacing after " + lastTickId));
            } else if (instant.isBefore(windowStart)) {
                owed.drop(Fate.MISSED, instant, "", OLDER);
            } else if (instant.isBefore(timelySince)) {
                owed.drop(Fate.MISSED, instant, "", LATE);
            } else {
                owed.keep(instant);
            }
        }
    }
}
