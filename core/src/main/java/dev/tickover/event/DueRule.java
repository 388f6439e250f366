package dev.tickover.event;

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
import java.util.Objects;
import java.util.Optional;

/**
 * The rule by which the due instants of a schedule are found on one machine.
 *
 * @param recurrence the recurrence
 * @param zone the machine's zone
 * @param offset the schedule's splay on this machine
 * @param first when the first tick is owed
 */
public record DueRule(Recurrence recurrence, ZoneId zone, Duration offset, First first) {

    /** Checks for null. */
    public DueRule {
        Objects.requireNonNull(recurrence, "recurrence");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(offset, "offset");
        Objects.requireNonNull(first, "first");
    }

    /** {@return the due instants} */
    public DueInstants due() {
        return DueInstants.of(recurrence, zone, offset);
    }

    /**
     * {@return the rule as one line of JSON: two rules are the same if their texts are}
     */
    public String text() {
        return addTo(new JsonLine()).write();
    }

    /**
     * Reads a rule.
     *
     * @param text what {@link #text} wrote; empty if no rule was recorded
     * @return the rule; empty if there is none, or it cannot be read
     */
    public static Optional<DueRule> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(JsonLine.parse(text)));
        } catch (JsonException | DateTimeException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    JsonLine addTo(JsonLine line) {
        if (recurrence instanceof Every every) {
            line.put("every", every.text()).put("everyMs", every.interval().toMillis());
            if (every.anchor().isPresent()) {
                line.put("anchor", UtcText.format(every.anchor().get()));
            }
        } else {
            Cron cron = (Cron) recurrence;
            line.put("cron", cron.text())
                    .put("dstGap", cron.dstGap().name().toLowerCase(Locale.ROOT))
                    .put("dstOverlap", cron.dstOverlap().name().toLowerCase(Locale.ROOT));
            if (cron.zone().isPresent()) {
                line.put("cronZone", cron.zone().get().getId());
            }
        }
        return line.put("zone", zone.getId())
                .put("offsetMs", offset.toMillis())
                .put("first", first.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Throws one of the exceptions that {@link #parse} catches if a member is missing or malformed. */
    static DueRule read(JsonLine line) {
        return new DueRule(
                recurrence(line),
                ZoneId.of(line.text("zone", "")),
                Duration.ofMillis(line.number("offsetMs", 0)),
                First.valueOf(line.text("first", "at-install")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
    }

    private static Recurrence recurrence(JsonLine line) {
        if (line.has("everyMs")) {
            Optional<Instant> anchor =
                    line.has("anchor") ? Optional.of(UtcText.parse(line.text("anchor", ""))) : Optional.empty();
            return new Every(Duration.ofMillis(line.number("everyMs", 0)), anchor);
        }
        return new Cron(
                line.text("cron", ""),
                line.has("cronZone") ? Optional.of(ZoneId.of(line.text("cronZone", ""))) : Optional.empty(),
                DstGap.valueOf(line.text("dstGap", "").toUpperCase(Locale.ROOT)),
                DstOverlap.valueOf(line.text("dstOverlap", "").toUpperCase(Locale.ROOT)));
    }
}
