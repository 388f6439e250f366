package dev.tickover.tick;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.UtcText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Is how the due instants of a schedule were found until now, as the history was told.
 *
 * @param line what it was told
 * @param zone the machine's zone then
 * @param first when the first tick was owed
 */
record FormerDefinition(JsonLine line, ZoneId zone, First first) {

    /** Reads what was told; null if that is nothing, or cannot be read. */
    static FormerDefinition of(String told) {
        if (told.isEmpty()) {
            return null;
        }
        try {
            JsonLine line = JsonLine.parse(told);
            String first = line.text("first", "at-install").toUpperCase(Locale.ROOT);
            return new FormerDefinition(line, ZoneId.of(line.text("zone")), First.valueOf(first.replace('-', '_')));
        } catch (JsonException | DateTimeException | IllegalArgumentException | NullPointerException damaged) {
            return null;
        }
    }

    /** Returns the due instants as they were; null if they cannot be read. */
    DueInstants due() {
        try {
            return DueInstants.of(recurrence(), zone, Duration.ofMillis(line.number("offsetMs", 0)));
        } catch (DateTimeException | IllegalArgumentException | NullPointerException damaged) {
            return null;
        }
    }

    private Recurrence recurrence() {
        if (line.has("everyMs")) {
            Optional<Instant> anchor =
                    line.has("anchor") ? Optional.of(UtcText.parse(line.text("anchor"))) : Optional.empty();
            return new Every(Duration.ofMillis(line.number("everyMs", 0)), anchor);
        }
        return new Cron(
                line.text("cron"),
                line.has("cronZone") ? Optional.of(ZoneId.of(line.text("cronZone"))) : Optional.empty(),
                DstGap.valueOf(line.text("dstGap").toUpperCase(Locale.ROOT)),
                DstOverlap.valueOf(line.text("dstOverlap").toUpperCase(Locale.ROOT)));
    }
}
