package dev.tickover.installer.status;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.ZoneId;

/** Words the history for people: one line an event, in local time. */
public final class HistoryText {

    private final ZoneId zone;

    /**
     * Makes it for a zone.
     *
     * @param zone the zone of the times
     */
    public HistoryText(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Words an event.
     *
     * @param event the event
     * @return one line
     */
    public String of(JsonLine event) {
        StringBuilder line = new StringBuilder();
        line.append(TimeText.local(UtcText.parse(event.text("at")), zone));
        line.append("  ").append(pad(event.text("schedule", "-"), 12));
        line.append("  ").append(pad(event.text("event", ""), 9));
        append(line, event, "reason", "  ");
        if (event.has("due") && !event.text("event", "").equals("delivered")) {
            line.append("  due ")
                    .append(TimeText.local(UtcText.parse(event.text("due")), zone)
                            .substring(4));
        }
        if (event.has("lateMs") && event.number("lateMs", 0) >= 1000) {
            line.append("  ")
                    .append(TimeText.length(Duration.ofMillis(event.number("lateMs", 0))))
                    .append(" late");
        }
        if (event.number("missed", 0) > 0) {
            line.append("  stands for ").append(event.number("missed", 0)).append(" more");
        }
        if (event.number("attempt", 1) > 1) {
            line.append("  attempt ").append(event.number("attempt", 1));
        }
        if (event.number("count", 1) > 1) {
            line.append("  ×").append(event.number("count", 1));
        }
        append(line, event, "into", "  into ");
        append(line, event, "every", "  every ");
        append(line, event, "cron", "  cron ");
        if (event.text("event", "").equals("pulse")) {
            line.append("  ").append(pulse(event));
        }
        if (event.has("generation")) {
            line.append("  generation ").append(event.number("generation", 0));
        }
        if (!event.text("event", "").equals("fired")) {
            append(line, event, "why", "  ");
        }
        return line.toString();
    }

    /** What the clocks said of the time since the pulse before. */
    private static String pulse(JsonLine event) {
        StringBuilder text = new StringBuilder();
        text.append(length(event, "gapMs")).append(" after the one before");
        if (Boolean.TRUE.equals(event.value("rebooted"))) {
            text.append(", rebooted");
        }
        if (event.number("asleepMs", 0) > 0) {
            text.append(", asleep for ").append(length(event, "asleepMs"));
        }
        long step = event.number("clockStepMs", 0);
        if (step != 0) {
            text.append(step > 0 ? ", clock set forward " : ", clock set back ").append(length(event, "clockStepMs"));
        }
        return text.toString();
    }

    private static String length(JsonLine event, String name) {
        return TimeText.length(Duration.ofMillis(Math.abs(event.number(name, 0))));
    }

    private static void append(StringBuilder line, JsonLine event, String name, String before) {
        if (event.text(name) != null) {
            line.append(before).append(event.text(name));
        }
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
