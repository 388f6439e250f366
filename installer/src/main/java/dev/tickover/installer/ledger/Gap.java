package dev.tickover.installer.ledger;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Is a stretch in which due instants were not served in time, with its causes.
 *
 * @param schedule the schedule
 * @param from the first due instant that was not served in time
 * @param until when that was seen to
 * @param count how many due instants it is about
 * @param findings the causes, at least one
 */
public record Gap(String schedule, Instant from, Instant until, long count, List<GapCause> findings) {

    /** Checks for null and copies. */
    public Gap {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        findings = List.copyOf(findings);
    }

    /** {@return the gap as a line of the history for scripts} */
    public JsonLine toLine() {
        return new JsonLine()
                .put("at", UtcText.format(until))
                .put("schedule", schedule)
                .put("event", "gap")
                .put("from", UtcText.format(from))
                .put("until", UtcText.format(until))
                .put("count", count)
                .put(
                        "cause",
                        findings.stream().map(finding -> finding.cause().word()).collect(Collectors.joining(",")))
                .put("why", why());
    }

    /**
     * Words the causes.
     *
     * @return one line
     */
    public String why() {
        return findings.stream().map(GapCause::what).collect(Collectors.joining("; "));
    }
}
