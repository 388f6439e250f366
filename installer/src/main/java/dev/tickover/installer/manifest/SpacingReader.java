package dev.tickover.installer.manifest;

import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code spacing} and {@code splay}, which are at most the shortest distance between two due instants. */
final class SpacingReader {

    /** Holds where the manifest says nothing; {@code Schedule.Builder} has the same. */
    static final Duration DEFAULT = Duration.ofSeconds(60);

    private final TableReader table;
    private final Optional<Recurrence> recurrence;
    private final Optional<Duration> shortest;

    /** Reads beside a recurrence; without one (it has an error) the distance cannot be checked. */
    SpacingReader(TableReader table, Optional<Recurrence> recurrence) {
        this.table = table;
        this.recurrence = recurrence;
        this.shortest = recurrence.map(ShortestDistance::of);
    }

    Optional<Duration> spacing() {
        if (table.has(ManifestKey.SPACING)
                || shortest.isEmpty()
                || shortest.get().compareTo(DEFAULT) >= 0) {
            Optional<Duration> spacing = table.duration(ManifestKey.SPACING);
            spacing.ifPresent(this::noteShorterDays);
            return spacing.filter(given -> fits(ManifestKey.SPACING, given));
        }
        String reduced = DurationText.format(shortest.get());
        table.problems().note(table.path(), "spacing is " + reduced + ": due instants are no further apart");
        return shortest;
    }

    Optional<Duration> splay() {
        return table.duration(ManifestKey.SPLAY).filter(splay -> fits(ManifestKey.SPLAY, splay));
    }

    /** Local times are an hour closer on the day the clocks go forward, wherever they do; the manifest stays valid. */
    private void noteShorterDays(Duration spacing) {
        boolean elapsed = recurrence.isEmpty() || recurrence.get() instanceof Every every && !every.dividesDay();
        Duration closest = shortest.orElse(Duration.ZERO).minusHours(1);
        if (!elapsed && closest.compareTo(Duration.ZERO) > 0 && spacing.compareTo(closest) > 0) {
            String when = "where the clocks go forward, due instants are an hour closer that day";
            table.problems()
                    .note(
                            table.pathOf(ManifestKey.SPACING),
                            when + "; one within spacing of a tick counts as served by it");
        }
    }

    private boolean fits(ManifestKey key, Duration value) {
        if (shortest.isEmpty() || value.compareTo(shortest.get()) <= 0) {
            return true;
        }
        String distance = DurationText.format(shortest.get());
        table.refuse(
                key,
                "longer than the shortest distance between due instants, " + distance,
                "allowed: \"0s\" to \"" + distance + "\"");
        return false;
    }
}
