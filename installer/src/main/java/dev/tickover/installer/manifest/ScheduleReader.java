package dev.tickover.installer.manifest;

import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import java.time.Duration;
import java.util.Optional;

/** Reads one table {@code [schedule.NAME]}. */
final class ScheduleReader {

    /** The word of {@code catch-up-window} for no bound. */
    static final String UNLIMITED = "unlimited";

    /** Stands in for a recurrence with an error, so that the errors of the other keys are told too; never built. */
    private static final Recurrence UNREAD = Every.of(Duration.ofHours(1));

    private final TableReader table;
    private final Limits limits;
    private final boolean startable;

    ScheduleReader(TableReader table, Limits limits, boolean startable) {
        this.table = table;
        this.limits = limits;
        this.startable = startable;
    }

    /** Reads the schedule; empty if it has an error. */
    Optional<Schedule> read(String name) {
        int before = table.problems().count();
        table.refuseUnknownKeys(ManifestTable.SCHEDULE);
        Optional<Recurrence> recurrence = new RecurrenceReader(table, limits).read();
        Schedule.Builder builder = Schedule.of(name, recurrence.orElse(UNREAD));
        readTimes(builder, new SpacingReader(table, recurrence));
        readRules(builder);
        readSwitches(builder);
        new ScheduleRules(table, startable).check();
        boolean sound = Schedule.isName(name) && table.problems().count() == before;
        return sound ? Optional.of(builder.build()) : Optional.empty();
    }

    private void readTimes(Schedule.Builder builder, SpacingReader spacing) {
        catchUpWindow().ifPresent(builder::catchUpWindow);
        spacing.spacing().ifPresent(builder::spacing);
        spacing.splay().ifPresent(builder::splay);
        ActiveHoursValue.read(table).ifPresent(builder::active);
        table.duration(ManifestKey.GRACE).ifPresent(builder::grace);
        table.duration(ManifestKey.TIMEOUT).ifPresent(builder::timeout);
    }

    private void readRules(Schedule.Builder builder) {
        table.choice(ManifestKey.FIRST, First.class).ifPresent(builder::first);
        table.choice(ManifestKey.CATCH_UP, CatchUp.class).ifPresent(builder::catchUp);
        table.number(ManifestKey.MAX_CATCH_UP).ifPresent(builder::maxCatchUp);
        table.choice(ManifestKey.OVERLAP, Overlap.class).ifPresent(builder::overlap);
        table.choice(ManifestKey.WHEN_ABSENT, WhenAbsent.class).ifPresent(builder::whenAbsent);
        table.table(ManifestKey.RETRY).flatMap(RetryReader::read).ifPresent(builder::retry);
        table.command(ManifestKey.RUN).ifPresent(builder::run);
    }

    private void readSwitches(Schedule.Builder builder) {
        table.onOrOff(ManifestKey.ON_BATTERY).ifPresent(builder::onBattery);
        table.onOrOff(ManifestKey.WAKE_MACHINE).ifPresent(builder::wakeMachine);
        table.onOrOff(ManifestKey.ENABLED).ifPresent(builder::enabled);
    }

    private Optional<Duration> catchUpWindow() {
        return UNLIMITED.equals(table.value(ManifestKey.CATCH_UP_WINDOW))
                ? Optional.empty()
                : table.duration(ManifestKey.CATCH_UP_WINDOW);
    }
}
