package dev.tickover.windows;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.simulation.CalendarEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A model of a task with time triggers, {@code StartWhenAvailable} and {@code IgnoreNew}: a start
 * that is due while the task runs is lost; one missed in sleep or while off is made up for once, ten minutes after the
 * machine is back ("tasksettings-startwhenavailable"); after a reboot Windows may judge a task missed that was not, and
 * run it again. Only the sweep's task has triggers for logon and wake-up. No Windows was at hand to measure.
 */
final class TaskSchedulerEntry extends CalendarEntry {

    private static final Duration WHEN_AVAILABLE = Duration.ofMinutes(10);

    private final List<Trigger> triggers;
    private final Optional<PulsePlan> localTimes;
    private final boolean wakeEventsWork;
    private final boolean runsAgainAfterBoot;

    /**
     * Makes a task.
     *
     * @param triggers the triggers
     * @param planned the longest time from a due instant to its pulse, as planned
     * @param jitter how late it starts
     * @param wakeEventsWork whether this machine logs the events of a wake-up
     * @param runsAgainAfterBoot whether this Windows judges a task missed after each reboot
     */
    TaskSchedulerEntry(
            List<Trigger> triggers,
            Duration planned,
            Duration jitter,
            boolean wakeEventsWork,
            boolean runsAgainAfterBoot) {
        super(planned, jitter);
        this.triggers = List.copyOf(triggers);
        List<CalendarPattern> patterns =
                all(CalendarTrigger.class).map(TaskSchedulerEntry::pattern).toList();
        this.localTimes = patterns.isEmpty()
                ? Optional.empty()
                : Optional.of(new PulsePlan(patterns, Optional.empty(), false, 0, planned));
        this.wakeEventsWork = wakeEventsWork;
        this.runsAgainAfterBoot = runsAgainAfterBoot;
    }

    private static CalendarPattern pattern(CalendarTrigger trigger) {
        TriggerDays days = trigger.days();
        return new CalendarPattern(
                days.months(),
                days.daysOfMonth(),
                days.daysOfWeek(),
                new TreeSet<>(Set.of(trigger.time().getHour())),
                new TreeSet<>(Set.of(trigger.time().getMinute())));
    }

    private <T extends Trigger> Stream<T> all(Class<T> kind) {
        return triggers.stream().filter(kind::isInstance).map(kind::cast);
    }

    @Override
    protected Optional<Instant> firing(Instant after) {
        Stream<Instant> local = localTimes.flatMap(plan -> plan.next(after, zone())).stream();
        Stream<Instant> repeated = all(RepeatedTrigger.class).map(trigger -> trigger.next(after));
        return Stream.concat(local, repeated).min(Comparator.naturalOrder());
    }

    @Override
    public void loaded(Instant now, ZoneId zone, boolean installed) {
        boolean missed = !installed && hasPassed(now);
        super.loaded(now, zone, installed);
        if (missed || !installed && runsAgainAfterBoot) {
            addStart(now.plus(WHEN_AVAILABLE));
        }
    }

    @Override
    protected Optional<Duration> afterLoad(boolean installed) {
        return installed
                ? Optional.empty()
                : Stream.concat(
                                all(Trigger.Logon.class).map(Trigger.Logon::delay),
                                all(Trigger.Boot.class).map(Trigger.Boot::delay))
                        .findFirst();
    }

    @Override
    public void resumed(Instant now) {
        if (hasPassed(now)) {
            arm(now);
            addStart(now.plus(WHEN_AVAILABLE));
        }
        if (wakeEventsWork) {
            all(Trigger.Wake.class).forEach(wake -> addStart(now.plus(wake.delay())));
        }
    }

    private boolean hasPassed(Instant now) {
        return calendar().isPresent() && !calendar().get().isAfter(now);
    }

    @Override
    public Duration lateness() {
        return super.lateness().plus(Translator.SCHEDULER_LATENESS);
    }

    @Override
    public Duration recovery() {
        return WHEN_AVAILABLE.plus(Translator.SCHEDULER_LATENESS);
    }
}
