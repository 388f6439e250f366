package dev.tickover.testkit;

import dev.tickover.policy.Account;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks I2, I9 and I5: what is due, and every wake, is answered within the stated time, counted while nothing keeps the
 * schedule from ticking. An answer is a tick, or an account that says what became of it.
 */
final class SilenceCheck implements Invariants.Check {

    /** What a client, its first look and the answer of the host may take. */
    private static final Duration OVERHEAD = Duration.ofSeconds(15);

    private final Invariants rules;
    private final List<Stretches.Busy> others;
    private List<Stretches.Quiet> quiet;
    private List<Stretches.Busy> busy;
    private DueInstants due;
    private final Map<String, Long> answers = new HashMap<>();

    SilenceCheck(Invariants rules, List<Stretches.Busy> others) {
        this.rules = rules;
        this.others = others;
    }

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        quiet = Stretches.quiet(trace, rules.zone(), !rules.schedule().isCommand());
        busy = Stretches.busy(trace);
        collectAnswers(trace);
        checkWakes(trace, broken);
        if (rules.schedule().catchUp() == CatchUp.EACH) {
            return;
        }
        for (int i = 0; i < quiet.size(); i++) {
            Stretches.Quiet stretch = quiet.get(i);
            due = rules.due(stretch.zone());
            // What came due just before, while something kept it from ticking, is owed at the beginning.
            Instant end = stretch.wall(stretch.until());
            Instant before = i == 0 ? rules.installedAt() : stretch.wall(startOfGap(i));
            for (Optional<Instant> next = due.next(before);
                    next.isPresent() && next.get().isBefore(end);
                    next = due.next(next.get())) {
                checkDue(i, next.get(), broken);
            }
        }
    }

    private long startOfGap(int i) {
        Stretches.Quiet former = quiet.get(i - 1);
        boolean sameClock = former.wallMinusAge() == quiet.get(i).wallMinusAge()
                && former.zone().equals(quiet.get(i).zone())
                && former.era() == quiet.get(i).era();
        return sameClock ? former.until() - 1 : quiet.get(i).from();
    }

    private void collectAnswers(Trace trace) {
        int era = 0;
        DueInstants grid = rules.due(rules.zone());
        for (TraceEvent event : trace.events()) {
            long age = event.age().toMillis();
            if (event.what() instanceof TraceEvent.NewEra newEra) {
                era = newEra.era();
            } else if (event.what() instanceof TraceEvent.Moved moved) {
                grid = rules.due(moved.zone());
            } else if (event.what() instanceof TraceEvent.Fired fired) {
                answers.putIfAbsent(era + "/" + fired.tick().due(), age);
            } else if (event.what() instanceof TraceEvent.Accounted of) {
                Account account = of.account();
                for (Instant each : AccountCheck.instants(account, grid)) {
                    answers.putIfAbsent(era + "/" + each, age);
                }
            }
        }
    }

    private void checkDue(int index, Instant instant, Consumer<Violation> broken) {
        Stretches.Quiet stretch = quiet.get(index);
        long at = instant.toEpochMilli() - stretch.wallMinusAge();
        long deadline = deadline(stretch, at);
        if (deadline >= stretch.until()) {
            return;
        }
        Long answered = answers.get(stretch.era() + "/" + instant);
        if (answered == null || answered > deadline) {
            String how = answered == null ? "was never answered" : "was answered " + text(answered - at) + " late";
            boolean slowOther = others.stream().anyMatch(other -> other.from() <= deadline && other.until() >= at);
            broken.accept(new Violation(
                    slowOther ? Invariant.I9 : Invariant.I2,
                    rules.schedule().name(),
                    instant,
                    how + ", at most " + text(deadline - at) + " is promised"));
        }
    }

    private static String text(long millis) {
        return Duration.ofMillis(millis).toString();
    }

    private long deadline(Stretches.Quiet stretch, long at) {
        Schedule schedule = rules.schedule();
        long spacing = schedule.spacing().plus(OVERHEAD).toMillis();
        long recovery = rules.recovery().toMillis() + spacing;
        boolean settled = at >= stretch.from() + recovery;
        long deadline = settled ? at + rules.lateness().toMillis() + spacing : Math.max(at, stretch.from()) + recovery;
        for (Stretches.Busy each : busy) {
            if (each.from() <= deadline && each.until() + recovery > at) {
                deadline = Math.max(deadline, Math.max(each.until(), stretch.from()) + recovery);
            }
        }
        if (schedule.active().isPresent()) {
            deadline = whileActive(schedule.active().get(), stretch, at, deadline, recovery);
        }
        return deadline;
    }

    private static long whileActive(ActiveHours hours, Stretches.Quiet stretch, long at, long deadline, long recovery) {
        boolean open = hours.contains(stretch.wall(at), stretch.zone())
                && hours.contains(stretch.wall(deadline), stretch.zone());
        if (open) {
            return deadline;
        }
        Instant opening = hours.nextOpening(stretch.wall(deadline), stretch.zone());
        Instant sooner = hours.nextOpening(stretch.wall(at), stretch.zone());
        Instant from = sooner.isBefore(stretch.wall(deadline)) ? stretch.wall(deadline) : opening;
        return from.toEpochMilli() - stretch.wallMinusAge() + recovery;
    }

    private void checkWakes(Trace trace, Consumer<Violation> broken) {
        Map<String, TraceEvent> open = new HashMap<>();
        for (TraceEvent event : trace.events()) {
            if (event.what() instanceof TraceEvent.Woken woken) {
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
        for (Stretches.Quiet stretch : quiet) {
            long deadline = stretch.until() <= at ? Long.MAX_VALUE : deadlineOfWake(stretch, at);
            if (deadline < stretch.until()) {
                if (servedAt > deadline) {
                    broken.accept(rules.violation(Invariant.I5, wake, wake.what() + " is not served"));
                }
                return;
            }
        }
    }

    private long deadlineOfWake(Stretches.Quiet stretch, long at) {
        long deadline = deadline(stretch, Math.max(at, stretch.from()));
        // Its own tick may fail, and be tried again after a wait.
        Duration retries = rules.schedule().retry().max() == 0
                ? Duration.ZERO
                : rules.schedule()
                        .retry()
                        .maxBackoff()
                        .multipliedBy(rules.schedule().retry().max());
        return Math.max(
                        deadline,
                        Math.max(at, stretch.from()) + rules.recovery().toMillis())
                + retries.toMillis();
    }
}
