package dev.tickover.testing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.Look;
import dev.tickover.policy.Looked;
import dev.tickover.policy.Pausing;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Step;
import dev.tickover.policy.Transitions;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lets a test tell the story of one schedule: at this time it looks, a tick starts, it fails, the machine reboots. */
public final class Timeline {

    private final Schedule schedule;
    private final DueInstants due;
    private final FakeCircumstances circumstances;
    private final List<Account> accounts = new ArrayList<>();
    private ScheduleState state;
    private Instant wall;
    private Duration sinceBoot = Duration.ofHours(1);
    private String bootId = "boot-1";

    /** Begins when the schedule is installed. */
    public Timeline(Schedule schedule, String installedAt) {
        this.schedule = schedule;
        this.circumstances = new FakeCircumstances(schedule);
        this.due = DueInstants.of(schedule.recurrence(), ZoneOffset.UTC, Duration.ZERO);
        this.wall = instant(installedAt);
        this.state = ScheduleState.fresh(wall);
    }

    /** Reads {@code 10:30}, {@code 10:30:05} (both of 2026-03-02, a Monday) or {@code 2026-03-04T10:30:05}. */
    public static Instant instant(String text) {
        String day = text.contains("T") ? text : "2026-03-02T" + text;
        return Instant.parse(day.length() == 16 ? day + ":00Z" : day + "Z");
    }

    /** Lets time pass on both clocks until a later time. */
    public Timeline at(String time) {
        Instant then = instant(time);
        sinceBoot = sinceBoot.plus(Duration.between(wall, then));
        wall = then;
        return this;
    }

    /** Steps the wall clock alone. */
    public Timeline clockSetTo(String time) {
        wall = instant(time);
        return this;
    }

    /** Begins a new boot, a minute ago. */
    public Timeline rebootedAt(String time) {
        wall = instant(time);
        sinceBoot = Duration.ofMinutes(1);
        bootId = bootId + "'";
        return this;
    }

    /** Begins a boot of a system that tells neither time since boot nor boot id. */
    public Timeline withoutBootClock() {
        sinceBoot = Duration.ZERO;
        bootId = "";
        return this;
    }

    /** Returns the moment. */
    public Stamp now() {
        return new Stamp(wall, bootId.isEmpty() ? Duration.ZERO : sinceBoot, bootId);
    }

    /** Returns what the looks depend on beside the state and the time. */
    public FakeCircumstances circumstances() {
        return circumstances;
    }

    /** Returns the state. */
    public ScheduleState state() {
        return state;
    }

    /** Returns what was accounted for so far beside ticks. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Changes the state by hand. */
    public Timeline change(UnaryOperator<ScheduleState> change) {
        state = change.apply(state);
        return this;
    }

    /** Accepts a wake. */
    public Timeline wake(String reason) {
        return change(before -> Transitions.woken(before, new Wake(reason, wall.plusMillis(1))));
    }

    /** Pauses. */
    public Timeline pausedUntil(Instant until) {
        boolean isOwed = settled();
        return change(before -> Pausing.paused(before, until, isOwed, wall));
    }

    /** Resumes. */
    public Timeline resumed() {
        boolean isOwed = settled();
        return change(before -> Pausing.resumed(before, isOwed, wall));
    }

    private boolean settled() {
        Decision drops = Decider.drops(schedule, state, wall, due);
        accounts.addAll(drops.accounts());
        state = Transitions.accounted(state, drops);
        return Decider.owed(schedule, state, wall, due) > 0;
    }

    /** Looks; takes over all but the start of a tick. */
    public Decision look() {
        Looked looked = looked();
        boolean starts = looked.step() instanceof Step.Starts;
        state = starts ? looked.seen() : looked.next();
        if (!starts) {
            addAccounts(looked);
        }
        return looked.decision();
    }

    /** Looks, and changes nothing. */
    public Looked looked() {
        return Look.at(schedule, state, now(), due, circumstances);
    }

    private void addAccounts(Looked looked) {
        for (HistoryEvent event : looked.events()) {
            if (event instanceof HistoryEvent.Accounted accounted) {
                accounts.add(accounted.account());
            }
        }
    }

    /** Looks, expects a tick and starts it. */
    public Tick starts() {
        Looked looked = looked();
        Step.Starts starts = assertInstanceOf(Step.Starts.class, looked.step(), () -> "at " + wall);
        addAccounts(looked);
        state = looked.next();
        return starts.tick();
    }

    /** Looks, expects a tick, starts it and ends it well at once. */
    public Tick ticks() {
        Tick tick = starts();
        ends(tick, new Outcome.Done());
        return tick;
    }

    /** Ends a tick. */
    public void ends(Tick tick, Outcome outcome) {
        state = Transitions.ended(schedule, state, tick, outcome, wall);
    }

    /** Looks, and expects a deferral. */
    public Decision.Defer defers() {
        Decision decision = look();
        return assertInstanceOf(Decision.Defer.class, decision, () -> "at " + wall + ": " + decision.why());
    }

    /** Looks, and expects that nothing is to be done. */
    public Decision.Skip skips() {
        Decision decision = look();
        return assertInstanceOf(Decision.Skip.class, decision, () -> "at " + wall + ": " + decision.why());
    }

    /** Declares the owner of every tick in flight dead. */
    public Timeline ownerDies() {
        return change(before -> Transitions.recovered(schedule, before, owner -> true, now()));
    }
}
