package dev.tickover.simulation;

import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Checks I2, I9 and I5: what is due, and every wake, is answered within the stated time, counted while nothing keeps the
 * schedule from ticking. An answer is a tick, or an account that says what became of it. Checks I13 as well: what is due is
 * delivered while any process of the application is healthy, within that time and the time for a take-over.
 */
final class SilenceCheck implements Invariants.Check {

    /** What a client, its first look and the answer of the host may take. */
    private static final Duration OVERHEAD = Duration.ofSeconds(15);

    /** By how much clocks are put back at most: Antarctica/Troll's by two hours. */
    private static final Duration LONGEST_OVERLAP = Duration.ofHours(2);

    private final Invariants rules;
    private final Duration recovery;
    private final boolean byAnyProcess;
    private final List<QuietPeriods.Busy> others;
    private List<QuietPeriods.Quiet> quiet;
    private List<QuietPeriods.Busy> busy;
    private final Map<ZoneId, DueInstants> dueByZone = new HashMap<>();
    private final Map<Owed, Long> answers = new HashMap<>();
    /** The ticks that have begun, by their ids. */
    private final Set<String> begun = new HashSet<>();
    /** What a tick stands for that has not begun yet. */
    private final Set<Owed> coalesced = new HashSet<>();
    /** For each era, when a due instant and all before it were answered. */
    private final Map<Integer, TreeMap<Instant, Long>> turns = new HashMap<>();
    /** With a tick for each due instant, when one was delivered again: that takes a turn too. */
    private final List<Long> redelivered = new ArrayList<>();

    private long installedAnew = Long.MAX_VALUE;

    /** Is a due instant of an era. */
    private record Owed(int era, Instant due) {}

    private SilenceCheck(Invariants rules, Duration recovery, boolean byAnyProcess, List<QuietPeriods.Busy> others) {
        this.rules = rules;
        this.recovery = recovery;
        this.byAnyProcess = byAnyProcess;
        this.others = others;
    }

    /** Returns the check of I2, I9 and I5. */
    static SilenceCheck ofActiveHost(Invariants rules, List<QuietPeriods.Busy> others) {
        return new SilenceCheck(rules, rules.recovery(), false, others);
    }

    /**
     * Returns the check of I13. A host that hangs is found by two looks, each as late as what recovers from other
     * disturbances.
     */
    static SilenceCheck ofAnyProcess(Invariants rules) {
        Duration takeOver = rules.recovery().multipliedBy(2).plus(OVERHEAD);
        return new SilenceCheck(rules, rules.recovery().plus(takeOver), true, List.of());
    }

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        quiet = QuietPeriods.quiet(trace, rules, byAnyProcess);
        busy = QuietPeriods.busy(trace, byAnyProcess);
        collectAnswers(trace);
        collectTurns();
        if (!byAnyProcess) {
            checkWakes(trace, broken);
        }
        if (!quiet.isEmpty() && rules.schedule().first() == First.AT_INSTALL) {
            checkDue(0, rules.installedAt(), broken);
        }
        for (int i = 0; i < quiet.size(); i++) {
            QuietPeriods.Quiet period = quiet.get(i);
            DueInstants due = dueIn(period.zone());
            // What came due just before, while something kept it from ticking, is owed at the beginning.
            Instant end = period.wall(period.until());
            Instant before = i == 0 ? rules.installedAt() : max(period.wall(startOfGap(i)), owedAfter(period));
            for (Optional<Instant> next = due.next(before);
                    next.isPresent() && next.get().isBefore(end);
                    next = due.next(next.get())) {
                checkDue(i, next.get(), broken);
            }
        }
    }

    /**
     * A clock that was ahead at the installation counts as right once somebody looks (rule 9); one that is set back a
     * little shows the time before the installation again.
     */
    private Instant owedAfter(QuietPeriods.Quiet period) {
        if (period.era() > 0 || installedAnew <= period.from()) {
            return Instant.MIN;
        }
        return installedAnew == Long.MAX_VALUE ? rules.installedAt() : Instant.MAX;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private DueInstants dueIn(ZoneId zone) {
        return dueByZone.computeIfAbsent(zone, rules::due);
    }

    private long startOfGap(int i) {
        return isSameClock(i - 1, i)
                ? quiet.get(i - 1).until() - 1
                : quiet.get(i).from();
    }

    private boolean isSameClock(int i, int next) {
        return quiet.get(i).wallMinusAge() == quiet.get(next).wallMinusAge()
                && quiet.get(i).zone().equals(quiet.get(next).zone())
                && quiet.get(i).era() == quiet.get(next).era();
    }

    private void collectAnswers(Trace trace) {
        int era = 0;
        Grid grid = new Grid(rules);
        for (TraceEvent event : trace.events()) {
            long age = event.age().toMillis();
            if (event.recorded() instanceof HistoryEvent.ClockSetBack back && back.era() > era) {
                era = back.era();
                answers.putIfAbsent(new Owed(0, rules.installedAt()), age);
            } else if (event.recorded() instanceof HistoryEvent.Installed installed && !grid.isUpgrade(installed)) {
                // The clock was ahead at the installation: the first tick is owed from another time on.
                installedAnew = era == 0 ? age : installedAnew;
                answers.putIfAbsent(new Owed(0, rules.installedAt()), age);
            } else if (event.recorded() instanceof HistoryEvent.Fired fired) {
                if (!byAnyProcess) {
                    answers.putIfAbsent(new Owed(era, fired.tick().due()), age);
                }
                if (fired.tick().attempt() > 1 && rules.schedule().catchUp() == CatchUp.EACH) {
                    redelivered.add(age);
                }
            } else if (byAnyProcess && event.what() instanceof TraceEvent.Begun of) {
                begun.add(of.tick().id());
                answers.putIfAbsent(new Owed(era, of.tick().due()), age);
                answerCoalesced(era, of.tick().due(), age);
            } else if (event.recorded() instanceof HistoryEvent.Accounted of && (byAnyProcess || !of.wasStarted())) {
                boolean waits = byAnyProcess
                        && of.account().fate() == Fate.COALESCED
                        && !begun.contains(of.account().into());
                for (Instant each : AccountCheck.instants(of.account(), grid.due())) {
                    if (waits) {
                        coalesced.add(new Owed(era, each));
                    } else {
                        answers.putIfAbsent(new Owed(era, each), age);
                    }
                }
            } else {
                grid.take(event);
            }
        }
    }

    /** What a tick stands for is delivered with it; that it was to be delivered to a host that hung is no answer. */
    private void answerCoalesced(int era, Instant due, long age) {
        for (Owed each : List.copyOf(coalesced)) {
            if (each.era() == era && !each.due().isAfter(due)) {
                coalesced.remove(each);
                answers.putIfAbsent(each, age);
            }
        }
    }

    private void collectTurns() {
        answers.forEach((owed, age) ->
                turns.computeIfAbsent(owed.era(), era -> new TreeMap<>()).put(owed.due(), age));
        for (TreeMap<Instant, Long> era : turns.values()) {
            long latest = Long.MIN_VALUE;
            for (Map.Entry<Instant, Long> each : era.entrySet()) {
                latest = Math.max(latest, each.getValue());
                each.setValue(latest);
            }
        }
    }

    /** Where a period is too short for the answer, the time begins again with the next one. */
    private void checkDue(int index, Instant instant, Consumer<Violation> broken) {
        long turn = turn(quiet.get(index), instant);
        int i = index;
        while (i + 1 < quiet.size()
                && deadline(quiet.get(i), instant, turn) >= quiet.get(i).until()
                && isSameClock(i, i + 1)) {
            i++;
        }
        long deadline = deadline(quiet.get(i), instant, turn);
        if (deadline < quiet.get(i).until()) {
            checkAnswer(quiet.get(i), instant, deadline, broken);
        }
    }

    /** Where each due instant has a tick of its own, it waits for the answer to the one before. */
    private long turn(QuietPeriods.Quiet period, Instant instant) {
        if (rules.schedule().catchUp() != CatchUp.EACH) {
            return Long.MIN_VALUE;
        }
        Map.Entry<Instant, Long> before =
                turns.getOrDefault(period.era(), new TreeMap<>()).lowerEntry(instant);
        return before == null ? Long.MIN_VALUE : before.getValue();
    }

    private long deadline(QuietPeriods.Quiet period, Instant instant, long turn) {
        long at = instant.toEpochMilli() - period.wallMinusAge();
        long deadline = turn > at ? deadline(period, turn, false) : deadline(period, at, true);
        for (long again : redelivered) {
            if (again > at && again <= deadline) {
                deadline = Math.max(deadline, deadline(period, again, false));
            }
        }
        return deadline;
    }

    private void checkAnswer(QuietPeriods.Quiet period, Instant instant, long deadline, Consumer<Violation> broken) {
        long at = instant.toEpochMilli() - period.wallMinusAge();
        Long answered = answers.get(new Owed(period.era(), instant));
        if (answered == null || answered > deadline) {
            String how = answered == null ? "was never answered" : "was answered " + text(answered - at) + " late";
            boolean slowOther = others.stream().anyMatch(other -> other.from() <= deadline && other.until() >= at);
            broken.accept(new Violation(
                    byAnyProcess ? Invariant.I13 : slowOther ? Invariant.I9 : Invariant.I2,
                    rules.schedule().name(),
                    instant,
                    how + ", at most " + text(deadline - at) + " is promised"));
        }
    }

    private static String text(long millis) {
        return Duration.ofMillis(millis).toString();
    }

    private long deadline(QuietPeriods.Quiet period, long at, boolean onTime) {
        Schedule schedule = rules.schedule();
        long spacing = schedule.spacing().plus(OVERHEAD).toMillis();
        // A plan holds for the zone it was made for; elsewhere the sweep answers, and an overlap may hold that back.
        boolean planned = period.zone().equals(rules.zone());
        long recovery = this.recovery.toMillis() + spacing;
        recovery += planned ? overlapWithin(period, Math.max(at, period.from()), recovery) : LONGEST_OVERLAP.toMillis();
        boolean settled = onTime && planned && !byAnyProcess && at >= period.from() + recovery;
        long deadline = settled ? at + pulse() : Math.max(at, period.from()) + recovery;
        for (QuietPeriods.Busy each : busy) {
            if (each.from() <= deadline && each.until() + recovery > at) {
                deadline = Math.max(deadline, Math.max(each.until(), period.from()) + recovery);
            }
        }
        if (schedule.active().isPresent()) {
            deadline = whileActive(period, at, deadline, recovery);
        }
        return deadline;
    }

    /** In the pass of an overlap that comes second no local time is new, so that a sweep by local time waits for its end. */
    private static long overlapWithin(QuietPeriods.Quiet period, long at, long recovery) {
        ZoneOffsetTransition change = period.zone().getRules().previousTransition(period.wall(at + recovery));
        boolean isNear = change != null
                && change.isOverlap()
                && change.getInstant().minus(change.getDuration()).isAfter(period.wall(at));
        return isNear ? change.getDuration().negated().toMillis() : 0;
    }

    /**
     * The time counts while the hours are open; where they close too soon, it begins again with the next opening, which
     * has a pulse of its own.
     */
    private long whileActive(QuietPeriods.Quiet period, long at, long deadline, long recovery) {
        ActiveHours hours = rules.schedule().active().get();
        long base = Math.max(at, period.from());
        long answer = deadline;
        for (int openings = 0; openings < 3; openings++) {
            boolean open = hours.contains(period.wall(base), period.zone());
            if (open && hours.contains(period.wall(answer), period.zone())) {
                return answer;
            }
            Instant from = period.wall(open ? answer : base);
            base = hours.nextOpening(from, period.zone()).toEpochMilli() - period.wallMinusAge();
            boolean settled =
                    period.zone().equals(rules.zone()) && base >= period.from() + recovery && !isBusyAt(base, recovery);
            answer = Math.max(answer, base + (settled ? pulse() : recovery));
        }
        return Long.MAX_VALUE;
    }

    /** What a pulse of the schedule's own entry may take to be answered by a tick. */
    private long pulse() {
        return rules.lateness().plus(rules.schedule().spacing()).plus(OVERHEAD).toMillis();
    }

    private boolean isBusyAt(long at, long recovery) {
        return busy.stream().anyMatch(each -> each.from() <= at + recovery && each.until() + recovery > at);
    }

    private void checkWakes(Trace trace, Consumer<Violation> broken) {
        Map<String, TraceEvent> open = new HashMap<>();
        for (TraceEvent event : trace.events()) {
            if (event.recorded() instanceof HistoryEvent.Woken woken) {
                open.putIfAbsent(woken.reason(), event);
            } else if (event.what() instanceof TraceEvent.Begun begun) {
                begun.tick().wakes().forEach(reason -> {
                    TraceEvent wake = open.remove(reason);
                    if (wake != null) {
                        checkWake(wake, event.age().toMillis(), broken);
                    }
                });
            }
        }
        open.values().forEach(wake -> checkWake(wake, Long.MAX_VALUE, broken));
    }

    private void checkWake(TraceEvent wake, long servedAt, Consumer<Violation> broken) {
        long at = wake.age().toMillis();
        for (QuietPeriods.Quiet period : quiet) {
            long deadline = period.until() <= at ? Long.MAX_VALUE : deadlineOfWake(period, at);
            if (deadline < period.until()) {
                if (servedAt > deadline) {
                    broken.accept(rules.violation(Invariant.I5, wake, wake.recorded() + " is not served"));
                }
                return;
            }
        }
    }

    private long deadlineOfWake(QuietPeriods.Quiet period, long at) {
        long deadline = deadline(period, Math.max(at, period.from()), true);
        if (deadline == Long.MAX_VALUE) {
            return deadline;
        }
        // Its own tick may fail, and be tried again after a wait.
        Duration retries = rules.schedule().retry().max() == 0
                ? Duration.ZERO
                : rules.schedule()
                        .retry()
                        .maxBackoff()
                        .multipliedBy(rules.schedule().retry().max());
        return Math.max(deadline, Math.max(at, period.from()) + recovery.toMillis()) + retries.toMillis();
    }
}
