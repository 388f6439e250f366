package dev.tickover.testing;

import dev.tickover.event.DueRule;
import dev.tickover.event.Reason;
import dev.tickover.policy.Circumstances;
import dev.tickover.policy.Readiness;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Circumstances that a test sets: at first a host that is ready, on mains power, in UTC, and each turn is at once. */
public final class FakeCircumstances implements Circumstances<RuntimeException> {

    /** The owner of every tick that is started. */
    public static final String OWNER = "1:1:boot";

    /** Whether the machine runs on battery. */
    public boolean onBattery;

    /** Whether there is somebody to deliver to. */
    public Readiness readiness = Readiness.READY;

    /** How long after it is asked for a turn is. */
    public Duration turnAfter = Duration.ZERO;

    /** How many turns were taken. */
    public int turns;

    /** The texts of the reasons that the history holds already. */
    public final Set<String> recorded = new HashSet<>();

    /** The owners that are dead. */
    public final Set<String> dead = new HashSet<>();

    private final Schedule schedule;

    /** Takes the schedule that is looked at. */
    public FakeCircumstances(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public Supplier<ZoneId> zone() {
        return () -> ZoneOffset.UTC;
    }

    @Override
    public DueRule rule() {
        return new DueRule(schedule.recurrence(), ZoneOffset.UTC, Duration.ZERO, schedule.first());
    }

    @Override
    public Predicate<String> deadOwners() {
        return dead::contains;
    }

    @Override
    public boolean isOnBattery() {
        return onBattery;
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public Instant takeTurn(Instant now) {
        turns++;
        return now.plus(turnAfter);
    }

    @Override
    public String owner() {
        return OWNER;
    }

    @Override
    public boolean isRecorded(Reason why) {
        return recorded.contains(why.text());
    }
}
