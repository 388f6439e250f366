package dev.tickover.installer.manifest;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.CronExpression;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads {@code every}, or {@code cron} with the keys that go with it. */
final class RecurrenceReader {

    private static final List<ManifestKey> WITH_CRON =
            List.of(ManifestKey.ZONE, ManifestKey.DST_GAP, ManifestKey.DST_OVERLAP);

    private final TableReader table;
    private final Limits limits;

    RecurrenceReader(TableReader table, Limits limits) {
        this.table = table;
        this.limits = limits;
    }

    /** Reads the recurrence; empty if it has an error. */
    Optional<Recurrence> read() {
        boolean every = table.has(ManifestKey.EVERY);
        boolean cron = table.has(ManifestKey.CRON);
        if (every == cron) {
            String problem = every ? "every and cron contradict each other" : "neither every nor cron";
            String advice = every
                    ? "remove one of the two"
                    : "write, for example, every = \"30m\" or cron = \"0 9 * * MON-FRI\"";
            table.problems().report(every ? table.pathOf(ManifestKey.CRON) : table.path(), problem, advice);
        }
        Optional<Every> interval = every();
        Optional<Cron> fields = cron();
        if (every && !cron) {
            WITH_CRON.stream().filter(table::has).forEach(this::refuseWithEvery);
        }
        return every == cron
                ? Optional.empty()
                : interval.<Recurrence>map(r -> r).or(() -> fields);
    }

    private void refuseWithEvery(ManifestKey key) {
        table.refuse(key, "it goes with cron, not with every", "remove it; every follows the machine's own local time");
    }

    private Optional<Every> every() {
        Bounds usual = ManifestKey.EVERY.bounds();
        Duration least = limits.smallestInterval();
        Optional<Duration> interval = table.duration(ManifestKey.EVERY, new Bounds(least, usual.most()));
        return interval.map(Every::of);
    }

    private Optional<Cron> cron() {
        Optional<ZoneId> zone = ZoneValue.read(table);
        DstGap gap = table.choice(ManifestKey.DST_GAP, DstGap.class).orElse(DstGap.SHIFT);
        DstOverlap overlap =
                table.choice(ManifestKey.DST_OVERLAP, DstOverlap.class).orElse(DstOverlap.FIRST);
        return table.text(ManifestKey.CRON).filter(this::parses).map(text -> new Cron(text, zone, gap, overlap));
    }

    private boolean parses(String expression) {
        try {
            CronExpression.parse(expression);
            return true;
        } catch (IllegalArgumentException malformed) {
            table.refuse(ManifestKey.CRON, Quoted.message(malformed), "");
            return false;
        }
    }
}
