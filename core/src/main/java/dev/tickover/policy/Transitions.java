package dev.tickover.policy;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says how a schedule's state changes; pure. */
public final class Transitions {

    /** The longest that a host may ask to be left alone. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private static final Reason DIED = new Reason(Kind.CLIENT_DIED, "the process that delivered it died");
    private static final Reason NEVER_ENDED = new Reason(Kind.CLIENT_DIED, "its delivery never ended");

    private Transitions() {}

    /**
     * Takes over what a decision accounted for. For {@link Decision.Run} use {@link #started}.
     *
     * @param state the state before
     * @param decision the decision
     * @return the state after
     */
    public static ScheduleState accounted(ScheduleState state, Decision decision) {
        return state.with().servedThrough(decision.servedThrough()).build();
    }

    /**
     * Notes that a tick is started.
     *
     * @param schedule the schedule
     * @param state the state before
     * @param run the decision
     * @param now the moment
     * @param owner who delivers it
     * @return the state after
     */
    public static ScheduleState started(
            Schedule schedule, ScheduleState state, Decision.Run run, Stamp now, String owner) {
        Tick tick = run.tick();
        List<InFlight> inFlight = new ArrayList<>(state.inFlight());
        inFlight.add(new InFlight(tick, now, owner, state.lastStart()));
        return state.with()
                .servedThrough(run.servedThrough())
                .lastStart(Optional.of(now))
                .coversUntil(coversUntil(schedule, tick, now.wall()))
                .lastTickId(Optional.of(tick.id()))
                .wakes(tick.attempt() == 1 ? List.of() : state.wakes())
                .inFlight(inFlight)
                .redeliveries(notServedBy(tick, schedule, state))
                .turn(schedule.catchUp() == CatchUp.EACH ? state.turn() : Optional.empty())
                .build();
    }

    /** Each has its own end with EACH, and where its work may have been done; a newer tick stands for the others. */
    private static List<Redelivery> notServedBy(Tick tick, Schedule schedule, ScheduleState state) {
        List<Redelivery> left = new ArrayList<>();
        for (Redelivery pending : state.redeliveries()) {
            if (!pending.tick().id().equals(tick.id()) && !standsFor(tick, pending, schedule)) {
                left.add(pending);
            }
        }
        return left;
    }

    /**
     * Tells whether a tick that is started stands for one that must be delivered again.
     *
     * @param tick the tick that is started
     * @param pending what is to be delivered again
     * @param schedule the schedule
     * @return false if that is delivered on its own
     */
    public static boolean standsFor(Tick tick, Redelivery pending, Schedule schedule) {
        return schedule.catchUp() != CatchUp.EACH
                && tick.servesDueInstant()
                && tick.attempt() == 1
                && !pending.standsAlone();
    }

    /** If not every attempt before was answered, nobody knows. */
    private static boolean mayBeDoneBefore(Tick tick) {
        return tick.attempt() > 1 && tick.failures() < tick.attempt() - 1;
    }

    /**
     * A due instant that comes less than the spacing after a tick's start counts as served by it, else spacing would
     * push it a whole interval away. Two kinds of tick cover nothing: a timely one of the recurrence, since the manifest
     * keeps the next due instant a spacing away from its own; and a manual one, which consumes nothing.
     */
    private static Optional<Instant> coversUntil(Schedule schedule, Tick tick, Instant start) {
        boolean timely = tick.servesDueInstant()
                && !tick.reason().equals(Tick.INITIAL)
                && Duration.between(tick.due(), start).compareTo(Slack.LATE) <= 0;
        boolean manual = !tick.servesDueInstant() && tick.wakes().equals(List.of(Wake.MANUAL));
        return timely || manual ? Optional.empty() : Optional.of(start.plus(schedule.spacing()));
    }

    /**
     * Notes how a delivery ended. A delivery that the state no longer holds in flight changes nothing: somebody else
     * has declared its owner dead and taken over.
     *
     * @param schedule the schedule
     * @param state the state before
     * @param tick the tick that was delivered
     * @param outcome what became of it
     * @param now the moment
     * @return the state after
     */
    public static ScheduleState ended(Schedule schedule, ScheduleState state, Tick tick, Outcome outcome, Instant now) {
        InFlight ended = find(state, tick);
        if (ended == null) {
            return state;
        }
        ScheduleState.Builder after = state.with().inFlight(without(ended, state));
        if (outcome instanceof Outcome.Failed failed) {
            Tick failedTick = tick.failedOnce();
            if (failedTick.failures() <= schedule.retry().max()) {
                Instant notBefore = now.plus(schedule.retry().waitAfter(failedTick.failures()));
                after.redeliveries(plus(
                        state,
                        new Redelivery(
                                failedTick, notBefore, new Reason(Kind.FAILED, "failed: " + failed.message()), false)));
            }
        } else if (outcome instanceof Outcome.Undelivered undelivered) {
            Instant notBefore = now.plus(shorter(undelivered.retryAfter(), LONGEST_RETRY_AFTER));
            after.redeliveries(
                    plus(state, new Redelivery(tick, notBefore, undelivered.reason(), mayBeDoneBefore(tick))));
            restoreLastStart(state, ended, after);
        } else if (outcome instanceof Outcome.Lost lost) {
            after.redeliveries(plus(state, new Redelivery(tick, now, lost.reason(), true)));
        } else if (outcome instanceof Outcome.Duplicate) {
            restoreLastStart(state, ended, after);
            if (tick.attempt() == 1) {
                // An older state was restored, and the host served this tick before these wakes were accepted. They get
                // a time of their own, or their tick would be a duplicate once more.
                Instant again = now.toEpochMilli() % 1000 == 0 ? now.plusMillis(1) : now;
                after.wakes(withWakesOf(tick, again, state));
            }
        }
        return after.build();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static List<InFlight> without(InFlight ended, ScheduleState state) {
        List<InFlight> others = new ArrayList<>();
        for (InFlight candidate : state.inFlight()) {
            if (candidate != ended) {
                others.add(candidate);
            }
        }
        return others;
    }

    /** The wakes that a tick was to serve, before those that are pending. */
    private static List<Wake> withWakesOf(Tick tick, Instant at, ScheduleState state) {
        List<Wake> wakes = new ArrayList<>();
        for (String reason : tick.wakes()) {
            if (!isPending(reason, state)) {
                wakes.add(new Wake(reason, at));
            }
        }
        wakes.addAll(state.wakes());
        return wakes;
    }

    private static boolean isPending(String reason, ScheduleState state) {
        for (Wake pending : state.wakes()) {
            if (pending.reason().equals(reason)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Drops what a tick would have served, since nobody is there and the schedule wants no other way. Wakes stay
     * pending: an accepted wake is never lost.
     *
     * @param schedule the schedule
     * @param state the state before
     * @param run the decision that is not carried out
     * @return the state after
     */
    public static ScheduleState dropped(Schedule schedule, ScheduleState state, Decision.Run run) {
        // A redelivery's wakes are no longer among the pending ones. Ids of wakes are never whole seconds, due instants
        // are.
        Instant requestedAt = run.tick().due().plusMillis(1);
        return state.with()
                .servedThrough(run.servedThrough())
                .redeliveries(notServedBy(run.tick(), schedule, state))
                .wakes(withWakesOf(run.tick(), requestedAt, state))
                .build();
    }

    /**
     * Accounts for what {@link #dropped} drops.
     *
     * @param run the decision that is not carried out
     * @param why why nobody takes it
     * @return the accounts, oldest first
     */
    public static List<Account> accountsOfDropped(Decision.Run run, Reason why) {
        List<Account> accounts = new ArrayList<>();
        for (Account account : run.accounts()) {
            // What an earlier start of this tick covered stays covered.
            boolean intoThis =
                    account.into().equals(run.tick().id()) && account.reason().kind() != Kind.SPACING;
            accounts.add(
                    intoThis
                            ? new Account(Fate.SKIPPED, account.first(), account.last(), account.count(), why)
                            : account);
        }
        accounts.add(new Account(Fate.SKIPPED, run.tick().due(), run.tick().due(), 1, why));
        return accounts;
    }

    private static List<Redelivery> plus(ScheduleState state, Redelivery one) {
        List<Redelivery> all = new ArrayList<>(state.redeliveries());
        all.add(one);
        return all;
    }

    private static void restoreLastStart(ScheduleState state, InFlight ended, ScheduleState.Builder after) {
        if (state.lastStart().isPresent() && state.lastStart().get().isSame(ended.startedAt())) {
            after.lastStart(ended.lastStartBefore()).coversUntil(Optional.empty());
        }
    }

    /**
     * Finds the delivery of a tick that is in flight.
     *
     * @param state the state
     * @param tick the tick, whose id and attempt count
     * @return it, or null
     */
    static InFlight find(ScheduleState state, Tick tick) {
        for (InFlight candidate : state.inFlight()) {
            if (candidate.tick().id().equals(tick.id()) && candidate.tick().attempt() == tick.attempt()) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * Tells whether a delivery is still the state's own.
     *
     * @param state the state
     * @param tick the tick
     * @return false if it has been declared dead meanwhile
     */
    public static boolean isInFlight(ScheduleState state, Tick tick) {
        return find(state, tick) != null;
    }

    /**
     * Turns ticks whose owners have died, or that are in flight far beyond their time, into redeliveries. Nobody can
     * know how far such a tick came: it is delivered again with the same id, and a host that has completed it says so.
     *
     * @param schedule the schedule
     * @param state the state before
     * @param isDead tells of an owner whether it is dead
     * @param now the moment
     * @return the state after; the same object if nothing changed
     */
    public static ScheduleState recovered(Schedule schedule, ScheduleState state, Predicate<String> isDead, Stamp now) {
        ScheduleState after = state;
        Duration limit = schedule.grace().plus(schedule.timeout()).plus(Duration.ofMinutes(1));
        for (InFlight candidate : state.inFlight()) {
            Reason cause = null;
            if (isDead.test(candidate.owner())) {
                cause = DIED;
            } else if (now.since(candidate.startedAt()).compareTo(limit) > 0) {
                cause = NEVER_ENDED;
            }
            if (cause != null) {
                Redelivery again = new Redelivery(candidate.tick(), now.wall(), cause, true);
                after = after.with()
                        .inFlight(without(candidate, after))
                        .redeliveries(plus(after, again))
                        .build();
            }
        }
        return after;
    }

    /**
     * Sees to a clock that was set back: the past counts as now, and due instants that come a second time get ids of
     * their own. A step of less than {@link Slack#LATE} is waited out instead: nothing that was served is owed again.
     *
     * @param schedule the schedule
     * @param state the state before
     * @param now the moment
     * @return the state after; the same object if nothing changed
     */
    public static ScheduleState clockChecked(Schedule schedule, ScheduleState state, Stamp now) {
        ScheduleState.Builder after = state.with();
        boolean again = state.servedThrough().isPresent()
                && state.servedThrough().get().isAfter(now.wall().plus(Slack.LATE));
        if (again) {
            after.servedThrough(Optional.of(now.wall())).era(state.era() + 1);
        }
        boolean changed = again;
        if (isInstalledAhead(state, now)) {
            after.installedAt(Instant.ofEpochSecond(now.wall().getEpochSecond()));
            changed = true;
        }
        if (state.lastStart().isPresent()
                && isUnmeasurablyAhead(state.lastStart().get(), now)) {
            after.lastStart(Optional.of(now));
            changed = true;
        }
        Instant latestCover = now.wall().plus(schedule.spacing());
        if (state.coversUntil().isPresent() && state.coversUntil().get().isAfter(latestCover)) {
            after.coversUntil(Optional.of(latestCover));
            changed = true;
        }
        int pauses = state.pastPauses().size();
        if (pauses > 0
                && state.pastPauses().get(pauses - 1).until().isAfter(now.wall().plus(Slack.LATE))) {
            after.pastPauses(PastPause.before(state.pastPauses(), now.wall()));
            changed = true;
        }
        List<Redelivery> redeliveries = notBeyond(latestRetry(schedule, again, now), state, now);
        if (redeliveries != null) {
            after.redeliveries(redeliveries);
            changed = true;
        }
        return changed ? after.build() : state;
    }

    /** The clock was wrong when the schedule was installed: what is due would wait for the wrong time to come. */
    private static boolean isInstalledAhead(ScheduleState state, Stamp now) {
        return state.servedThrough().isEmpty()
                && state.installedAt().isAfter(now.wall().plus(Slack.LATE));
    }

    /** Within a boot the spacing is measured on a clock that cannot be stepped; else it would wait for the old time. */
    private static boolean isUnmeasurablyAhead(Stamp lastStart, Stamp now) {
        return lastStart.wall().isAfter(now.wall()) && !now.isSameBoot(lastStart);
    }

    private static Instant latestRetry(Schedule schedule, boolean setBack, Stamp now) {
        Duration backOff = schedule.retry().maxBackoff();
        boolean longer = backOff.compareTo(LONGEST_RETRY_AFTER) > 0;
        return setBack ? now.wall() : now.wall().plus(longer ? backOff : LONGEST_RETRY_AFTER);
    }

    /** Returns null if no redelivery waits for a later time than that. */
    private static List<Redelivery> notBeyond(Instant latest, ScheduleState state, Stamp now) {
        boolean found = false;
        List<Redelivery> all = new ArrayList<>();
        for (Redelivery one : state.redeliveries()) {
            boolean beyond = one.notBefore().isAfter(latest);
            found |= beyond;
            all.add(beyond ? new Redelivery(one.tick(), now.wall(), one.cause(), one.mayBeDone()) : one);
        }
        return found ? all : null;
    }

    /**
     * Accepts a wake. One of the same reason that is still pending is not doubled: the tick that serves it starts after
     * this request too.
     *
     * @param state the state before
     * @param wake the wake
     * @return the state after; the same object if it is coalesced
     */
    public static ScheduleState woken(ScheduleState state, Wake wake) {
        if (isPending(wake.reason(), state)) {
            return state;
        }
        List<Wake> wakes = new ArrayList<>(state.wakes());
        wakes.add(wake);
        return state.with().wakes(wakes).build();
    }
}
