package dev.tickover.installer.manifest;

import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Retry;
import java.time.Duration;
import java.util.Optional;

/** Reads the table {@code retry} of a schedule. */
final class RetryReader {

    private RetryReader() {}

    /** Reads the retries; empty if there is an error. */
    static Optional<Retry> read(TableReader table) {
        int before = table.problems().count();
        table.refuseUnknownKeys(ManifestTable.RETRY);
        if (!table.has(ManifestKey.RETRY_MAX)) {
            table.problems()
                    .report(table.path(), "max is missing", "write, for example, { max = 3, backoff = \"1m\" }");
        }
        int max = table.number(ManifestKey.RETRY_MAX).orElse(Retry.NONE.max());
        Duration backoff = table.duration(ManifestKey.BACKOFF).orElse(Retry.NONE.backoff());
        Optional<Duration> longest = table.duration(ManifestKey.MAX_BACKOFF);
        if (longest.isPresent() && longest.get().compareTo(backoff) < 0) {
            table.refuse(
                    ManifestKey.MAX_BACKOFF, "less than backoff", "at least \"" + DurationText.format(backoff) + "\"");
        }
        if (table.problems().count() > before) {
            return Optional.empty();
        }
        return Optional.of(new Retry(max, backoff, longest.orElse(larger(backoff, Retry.NONE.maxBackoff()))));
    }

    /** A first wait beyond the default of the longest one raises that. */
    private static Duration larger(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
