package dev.tickover.policy;

import dev.tickover.event.Account;
import dev.tickover.event.DueRule;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One look at a schedule: the clock is checked, ticks of dead owners are put off, the rules decide, and what they decided
 * is accounted for, held, put off or started. Pulses, sweeps, hosts, wakes, previews and simulations all look this way.
 * It changes nothing itself: the result holds the next state and the events.
 *
 * @param <E> what asking for the circumstances may throw
 */
public final class Look<E extends Exception> {

    private static final Reason ON_BATTERY =
            new Reason(Reason.Kind.ON_BATTERY, "on battery, and on-battery = false; held until there is mains power");

    private final Schedule schedule;
    private final Stamp now;
    private final Circumstances<E> circumstances;
    private final List<HistoryEvent> events = new ArrayList<>();

    private Look(Schedule schedule, Stamp now, Circumstances<E> circumstances) {
        this.schedule = schedule;
        this.now = now;
        this.circumstances = circumstances;
    }

    /**
     * Looks at a schedule.
     *
     * @param <E> what asking for the circumstances may throw
     * @param schedule the schedule
     * @param state what is remembered of it
     * @param now the moment
     * @param due the schedule's due instants
     * @param circumstances what else the decision may depend on
     * @return what was found and is to be done
     * @throws E if the circumstances cannot be found out
     */
    public static <E extends Exception> Looked at(
            Schedule schedule, ScheduleState state, Stamp now, DueInstants due, Circumstances<E> circumstances)
            throws E {
        return new Look<>(schedule, now, circumstances).at(state, due);
    }

    private Looked at(ScheduleState state, DueInstants due) throws E {
        ScheduleState seen = recovered(clockChecked(state));
        Decision decision = Decider.decide(schedule, seen, now, due, circumstances.zone());
        if (decision instanceof Decision.Run run) {
            return run(seen, run);
        }
        account(decision.accounts(), List.of());
        ScheduleState accounted = Transitions.accounted(seen, decision);
        Step step = decision instanceof Decision.Defer defer
                ? new Step.Deferred(defer.until(), defer.why())
                : new Step.Nothing(decision.why());
        return new Looked(seen, decision, accounted, events, step);
    }

    private ScheduleState clockChecked(ScheduleState state) {
        ScheduleState checked = Transitions.clockChecked(schedule, state, now);
        if (checked != state) {
            events.add(new HistoryEvent.ClockSetBack(now.wall(), schedule.name(), checked.era()));
            if (!checked.installedAt().equals(state.installedAt())) {
                // The clock that told it was wrong: the installation has moved to another moment.
                events.add(installed(schedule, circumstances.rule(), checked, now.wall()));
            }
        }
        return checked;
    }

    /**
     * Makes the event of a schedule that was installed or changed.
     *
     * @param schedule the schedule
     * @param rule the rule by which its due instants are found
     * @param state its state
     * @param now the moment
     * @return the event
     */
    public static HistoryEvent.Installed installed(Schedule schedule, DueRule rule, ScheduleState state, Instant now) {
        return new HistoryEvent.Installed(now, schedule.name(), rule, state.installedAt(), state.servedThrough());
    }

    private ScheduleState recovered(ScheduleState state) {
        ScheduleState recovered = Transitions.recovered(schedule, state, circumstances.deadOwners(), now);
        for (int i = state.redeliveries().size(); i < recovered.redeliveries().size(); i++) {
            Redelivery again = recovered.redeliveries().get(i);
            events.add(new HistoryEvent.Deferred(now.wall(), schedule.name(), again.tick(), again.cause()));
        }
        return recovered;
    }

    private Looked run(ScheduleState seen, Decision.Run run) throws E {
        if (mustHaveMains(run.tick()) && circumstances.isOnBattery()) {
            return held(seen, run, ON_BATTERY, new Step.Held(ON_BATTERY));
        }
        Readiness readiness = circumstances.readiness();
        return readiness.ready() ? inTurn(seen, run) : absent(seen, run, readiness.reason());
    }

    /** A wake does not wait for mains power: somebody wants it at this moment. */
    private boolean mustHaveMains(Tick tick) {
        return !schedule.onBattery() && tick.servesDueInstant() && tick.wakes().isEmpty();
    }

    /** Starts the tick, unless it has to let other schedules catch up before. */
    private Looked inTurn(ScheduleState seen, Decision.Run run) throws E {
        ScheduleState turned = seen;
        // Asked first, so that a tick in time loads nothing for it.
        if (run.tick().reason().equals(Tick.CATCH_UP)) {
            if (Stagger.needsTurn(schedule, seen, run, now.wall())) {
                Instant turn = circumstances.takeTurn(now.wall());
                turned = seen.with().turn(Optional.of(turn)).build();
            }
            Optional<Instant> until = Stagger.waitsUntil(schedule, turned, run, now.wall());
            if (until.isPresent()) {
                if (turned != seen) {
                    events.add(new HistoryEvent.Deferred(now.wall(), schedule.name(), run.tick(), Stagger.why()));
                }
                return new Looked(seen, run, turned, events, new Step.Deferred(until.get(), Stagger.why()));
            }
        }
        account(run.accounts(), superseded(seen, run));
        events.add(new HistoryEvent.Fired(now.wall(), schedule.name(), run.tick(), run.why()));
        ScheduleState started = Transitions.started(schedule, turned, run, now, circumstances.owner());
        return new Looked(seen, run, started, events, new Step.Starts(run.tick(), run.why()));
    }

    private Looked absent(ScheduleState seen, Decision.Run run, Reason missing) {
        if (schedule.whenAbsent() == WhenAbsent.SKIP && run.tick().servesDueInstant()) {
            return dropped(seen, run, missing.and(", and when-absent = skip"));
        }
        if (schedule.whenAbsent() == WhenAbsent.START) {
            Reason why = missing.and("; starting the application");
            return held(seen, run, why, new Step.StartNeeded(why));
        }
        Reason why = missing.and("; held until one attaches");
        return held(seen, run, why, new Step.Held(why));
    }

    private Looked dropped(ScheduleState seen, Decision.Run run, Reason why) {
        List<Account> accounts = Transitions.accountsOfDropped(run, why);
        List<Tick> again = superseded(seen, run);
        if (run.tick().attempt() > 1) {
            // The tick's own account is the last one, and it was started before.
            account(accounts.subList(0, accounts.size() - 1), again);
            accounts = accounts.subList(accounts.size() - 1, accounts.size());
            again = List.of(run.tick());
        }
        account(accounts, again);
        return new Looked(seen, run, Transitions.dropped(schedule, seen, run), events, new Step.Nothing(why));
    }

    private Looked held(ScheduleState seen, Decision.Run run, Reason why, Step step) {
        if (!circumstances.isRecorded(why)) {
            events.add(new HistoryEvent.Deferred(now.wall(), schedule.name(), run.tick(), why));
        }
        return new Looked(seen, run, seen, events, step);
    }

    /** The ticks that were started before and that this one stands for; their accounts come before all others. */
    private List<Tick> superseded(ScheduleState state, Decision.Run run) {
        List<Tick> ticks = new ArrayList<>();
        for (Redelivery again : state.redeliveries()) {
            if (again.tick().servesDueInstant() && Transitions.standsFor(run.tick(), again, schedule)) {
                ticks.add(again.tick());
            }
        }
        return ticks;
    }

    /** The first of the accounts are those of ticks started before: each names its tick. */
    private void account(List<Account> accounts, List<Tick> started) {
        for (int i = 0; i < accounts.size(); i++) {
            String id = i < started.size() ? started.get(i).id() : "";
            events.add(new HistoryEvent.Accounted(now.wall(), schedule.name(), accounts.get(i), id));
        }
    }
}
