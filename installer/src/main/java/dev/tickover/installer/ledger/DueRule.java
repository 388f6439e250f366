package dev.tickover.installer.ledger;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Says how the due instants of a schedule are found from some moment on, as an event {@code installed} tells it.
 *
 * @param text the recurrence, as the manifest writes it
 * @param due the due instants
 * @param zone the machine's zone
 * @param installedAt when the schedule was first installed
 * @param first the due instant owed before any other; empty if the recurrence alone counts
 * @param through the last due instant accounted for before; empty if none was
 */
record DueRule(
        String text,
        DueInstants due,
        ZoneId zone,
        Instant installedAt,
        Optional<Instant> first,
        Optional<Instant> through) {

    /**
     * Reads the rule.
     *
     * @throws RuntimeException if the event does not hold what it should
     */
    static DueRule of(JsonLine installed) {
        ZoneId zone = ZoneId.of(installed.text("zone"));
        Recurrence recurrence = recurrence(installed);
        Instant installedAt = UtcText.parse(installed.text("installedAt"));
        boolean atInstall = "at-install".equals(installed.text("first"));
        return new DueRule(
                recurrence.text(),
                DueInstants.of(recurrence, zone, Duration.ofMillis(installed.number("offsetMs", 0))),
                zone,
                installedAt,
                atInstall ? Optional.of(installedAt) : Optional.empty(),
                Optional.ofNullable(installed.text("through")).map(UtcText::parse));
    }

    private static Recurrence recurrence(JsonLine installed) {
        if (installed.has("everyMs")) {
            return new Every(
                    Duration.ofMillis(installed.number("everyMs", 0)),
                    Optional.ofNullable(installed.text("anchor")).map(UtcText::parse));
        }
        return new Cron(
                installed.text("cron"),
                Optional.ofNullable(installed.text("cronZone")).map(ZoneId::of),
                DstGap.valueOf(installed.text("dstGap").toUpperCase(Locale.ROOT)),
                DstOverlap.valueOf(installed.text("dstOverlap").toUpperCase(Locale.ROOT)));
    }

    /** The first due instant that an account through some instant does not hold yet. */
    Optional<Instant> after(Instant accountedThrough) {
        if (accountedThrough != null) {
            return due.next(accountedThrough);
        }
        return first.isPresent() ? first : due.next(installedAt);
    }
}
