package dev.tickover.policy;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a schedule ticks now. It is a pure function of the schedule, its state, the time and the due instants;
 * whoever asks — a pulse, a host that attaches, a wake — gets the same answer.
 */
public final class Decider {

    private static final Reason DISABLED = new Reason(Kind.DISABLED, "disabled in the manifest");
    private static final Reason DUE = new Reason(Kind.DUE, "due");

    private final Schedule schedule;
    private final ScheduleState state;
    private final Stamp now;
    private final Owed owed;
    private final DueInstants due;
    private final Supplier<ZoneId> zone;

    private Decider(Schedule schedule, ScheduleState state, Stamp now, DueInstants due, Supplier<ZoneId> zone) {
        this.schedule = schedule;
        this.state = state;
        this.now = now;
        this.due = due;
        this.zone = zone;
        this.owed = Owed.of(schedule, state, now.wall(), due);
    }

    /**
     * Decides.
     *
     * @param schedule the schedule
     * @param state what is remembered of it; ticks of dead owners already turned into redeliveries and clock steps seen
     *     to, see {@link Transitions}
     * @param now the moment
     * @param due the schedule's due instants
     * @param zone the zone in which active hours count; asked only where the schedule has any
     * @return what is to be done, with the reason
     */
    public static Decision decide(
            Schedule schedule, ScheduleState state, Stamp now, DueInstants due, Supplier<ZoneId> zone) {
        return new Decider(schedule, state, now, due, zone).decide();
    }

    private Decision decide() {
        if (!schedule.enabled()) {
            return new Decision.Skip(DISABLED, List.of(), state.servedThrough());
        }
        if (isPaused(state, now.wall())) {
            return new Decision.Skip(paused(), owed.dropped(), owed.servedThroughAfterDrops());
        }
        if (owed.isEmpty() && state.wakes().isEmpty()) {
            if (state.redeliveries().isEmpty()) {
                return new Decision.Skip(notDue(), owed.dropped(), owed.servedThroughAfterDrops());
            }
            Redelivery again = earliestRedelivery(false);
            if (again.notBefore().isAfter(now.wall())) {
                return defer(
                        again.notBefore(),
                        Kind.BACK_OFF,
                        "waits before attempt " + (again.tick().attempt() + 1) + ": "
                                + again.cause().text());
            }
        }
        if (schedule.active().isPresent()) {
            ActiveHours hours = schedule.active().get();
            if (!hours.contains(now.wall(), zone.get())) {
                return defer(
                        hours.nextOpening(now.wall(), zone.get()),
                        Kind.INACTIVE_HOURS,
                        "outside active hours " + hours.text());
            }
        }
        if (state.lastStart().isPresent()) {
            Duration elapsed = now.since(state.lastStart().get());
            if (elapsed.compareTo(schedule.spacing()) < 0) {
                Duration wait = schedule.spacing().minus(elapsed);
                return defer(
                        now.wall().plus(wait),
                        Kind.SPACING,
                        "spacing: the last tick started " + elapsed.toSeconds() + " s ago, spacing is "
                                + schedule.spacing().toSeconds() + " s");
            }
        }
        return state.inFlight().isEmpty() || schedule.overlap() == Overlap.ALLOW ? run() : overlapping();
    }

    private Decision overlapping() {
        InFlight running = state.inFlight().get(0);
        Reason why = new Reason(Kind.OVERLAP, "tick " + running.tick().id() + " is still in flight");
        Duration left = schedule.grace().plus(schedule.timeout()).minus(now.since(running.startedAt()));
        Instant until = now.wall().plus(left.isNegative() ? Duration.ofSeconds(1) : left);
        if (schedule.overlap() == Overlap.SKIP) {
            List<Account> accounts = owed.droppedAnd(Fate.SKIPPED, why);
            return state.wakes().isEmpty() && state.redeliveries().isEmpty()
                    ? new Decision.Skip(why, accounts, owed.servedThroughAll())
                    : new Decision.Defer(until, why, accounts, owed.servedThroughAll());
        }
        return new Decision.Defer(until, why, owed.dropped(), owed.servedThroughAfterDrops());
    }

    private Decision run() {
        boolean latest = !owed.isEmpty() && schedule.catchUp() != CatchUp.EACH;
        Redelivery again = earliestRedelivery(latest);
        if (again != null && !again.notBefore().isAfter(now.wall())) {
            // The same tick, and nothing but: a host that has completed it answers so, and runs nothing.
            Tick tick = again.tick().again();
            return new Decision.Run(
                    tick,
                    owed.dropped(),
                    owed.servedThroughAfterDrops(),
                    new Reason(
                            Kind.REDELIVERY,
                            "attempt " + tick.attempt() + ": " + again.cause().text()));
        }
        if (latest) {
            return runLatest();
        }
        if (!owed.isEmpty()) {
            Tick tick = dueTick(owed.first(), 0, wakeReasons(List.of()));
            return new Decision.Run(
                    tick,
                    owed.dropped(),
                    Optional.of(owed.first()),
                    new Reason(Kind.DUE, "due, each in turn: " + owed.count() + " owed"));
        }
        return runWakes();
    }

    /** The earliest one, or of those alone for which no newer tick may stand; null if there is none. */
    private Redelivery earliestRedelivery(boolean onlyAlone) {
        Redelivery earliest = null;
        for (Redelivery candidate : state.redeliveries()) {
            if (onlyAlone && !candidate.standsAlone()) {
                continue;
            }
            if (earliest == null || candidate.notBefore().isBefore(earliest.notBefore())) {
                earliest = candidate;
            }
        }
        return earliest;
    }

    private Decision runLatest() {
        int missed = owed.count() - 1;
        List<String> earlierWakes = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        String id = id(owed.last());
        for (Redelivery superseded : state.redeliveries()) {
            if (superseded.standsAlone()) {
                continue;
            }
            Tick former = superseded.tick();
            earlierWakes.addAll(former.wakes());
            if (former.servesDueInstant()) {
                missed += 1 + former.missed();
                accounts.add(new Account(Fate.COALESCED, former.due(), former.due(), 1, id, Owed.SERVED_BY_LATER));
            }
        }
        accounts.addAll(owed.dropped());
        accounts.addAll(owed.coalescedInto(id));
        Tick tick = dueTick(owed.last(), missed, wakeReasons(earlierWakes));
        Reason why = missed == 0 ? DUE : new Reason(Kind.CATCH_UP, "due, and stands for " + missed + " more");
        return new Decision.Run(tick, accounts, Optional.of(owed.last()), why);
    }

    private Decision runWakes() {
        List<String> reasons = wakeReasons(List.of());
        Instant earliest = state.wakes().get(0).requestedAt();
        Tick tick = new Tick(id(earliest), earliest, String.join(",", reasons), reasons, 0, 1, 0);
        Reason why = new Reason(Kind.WAKE, "wake: " + tick.reason());
        return new Decision.Run(tick, owed.dropped(), owed.servedThroughAfterDrops(), why);
    }

    private Tick dueTick(Instant instant, int missed, List<String> wakes) {
        String reason;
        if (owed.isInitial()) {
            reason = Tick.INITIAL;
        } else if (missed > 0 || Duration.between(instant, now.wall()).compareTo(Slack.LATE) > 0) {
            reason = Tick.CATCH_UP;
        } else {
            reason = schedule.recurrence() instanceof Every ? Tick.INTERVAL : Tick.CRON;
        }
        return new Tick(id(instant), instant, reason, wakes, missed, 1, 0);
    }

    private List<String> wakeReasons(List<String> earlier) {
        List<String> reasons = new ArrayList<>();
        for (String reason : earlier) {
            if (!reasons.contains(reason)) {
                reasons.add(reason);
            }
        }
        for (Wake wake : state.wakes()) {
            if (!reasons.contains(wake.reason())) {
                reasons.add(wake.reason());
            }
        }
        return reasons;
    }

    private String id(Instant instant) {
        return id(schedule, state, instant);
    }

    static String id(Schedule schedule, ScheduleState state, Instant instant) {
        String id = schedule.name() + "@" + UtcText.format(instant);
        return state.era() == 0 ? id : id + "~" + state.era();
    }

    private Decision defer(Instant until, Kind kind, String why) {
        return new Decision.Defer(until, new Reason(kind, why), owed.dropped(), owed.servedThroughAfterDrops());
    }

    private Reason notDue() {
        Instant from = state.servedThrough().orElse(state.installedAt());
        Optional<Instant> next = due.next(from.isAfter(now.wall()) ? from : now.wall());
        return new Reason(
                Kind.NOT_DUE, next.isPresent() ? "not due before " + UtcText.format(next.get()) : "never due again");
    }

    private Reason paused() {
        Instant until = state.pausedUntil().get();
        return new Reason(
                Kind.PAUSED,
                until.equals(Instant.MAX) ? "paused until it is resumed" : "paused until " + UtcText.format(until));
    }

    /**
     * Tells what the rules drop at a moment, and nothing more: not whether a tick is to be started.
     *
     * @param schedule the schedule
     * @param state what is remembered of it
     * @param now the moment
     * @param due the schedule's due instants
     * @return what is dropped; its own reason has no meaning
     */
    public static Decision.Skip drops(Schedule schedule, ScheduleState state, Instant now, DueInstants due) {
        Owed owed = Owed.of(schedule, state, now, due);
        return new Decision.Skip(DUE, owed.dropped(), owed.servedThroughAfterDrops());
    }

    /**
     * Counts the due instants that a schedule owes at a moment, those that its rules would drop not counted.
     *
     * @param schedule the schedule
     * @param state what is remembered of it
     * @param now the moment
     * @param due the schedule's due instants
     * @return the count
     */
    public static int owed(Schedule schedule, ScheduleState state, Instant now, DueInstants due) {
        return Owed.of(schedule, state, now, due).count();
    }

    /**
     * Tells whether a schedule is paused at a moment.
     *
     * @param state its state
     * @param now the moment
     * @return true if it is
     */
    public static boolean isPaused(ScheduleState state, Instant now) {
        return state.pausedUntil().isPresent() && state.pausedUntil().get().isAfter(now);
    }
}
