package dev.tickover.state;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what must outlive the oldest files of a history: of each schedule how many due instants ended how, through which
 * one they are accounted for, and what the account goes on from. Not safe for use by many threads.
 */
final class HistorySummary {

    private final Map<String, JsonLine> schedules = new LinkedHashMap<>();
    private long droppedThrough;

    private HistorySummary() {}

    /** Reads the summary; an empty one if nothing was dropped yet. */
    static HistorySummary read(AppFolder folder) throws IOException {
        HistorySummary summary = new HistorySummary();
        File file = HistoryFiles.summary(folder);
        if (!file.exists()) {
            return summary;
        }
        String text = new String(SmallFiles.read(file), StandardCharsets.UTF_8);
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            try {
                summary.take(JsonLine.parse(text.substring(at, end)));
            } catch (JsonException damaged) {
                throw new DamagedException(file.getName() + ": " + damaged.getMessage());
            }
            at = end + 1;
        }
        return summary;
    }

    /** The number of the youngest file that was dropped; 0 if none was. */
    static long droppedThrough(AppFolder folder) throws IOException {
        return HistoryFiles.summary(folder).exists() ? read(folder).droppedThrough : 0;
    }

    private void take(JsonLine line) {
        if (line.has("files")) {
            droppedThrough = line.number("files", 0);
        } else {
            schedules.put(line.text("schedule", ""), line);
        }
    }

    Iterable<JsonLine> lines() {
        return schedules.values();
    }

    long droppedThrough() {
        return droppedThrough;
    }

    /** Takes over an event of a file that is about to be dropped. */
    void add(JsonLine event) {
        String schedule = event.text("schedule");
        if (schedule == null) {
            return;
        }
        JsonLine line = schedules.get(schedule);
        if (line == null) {
            line = new JsonLine()
                    .put("at", event.text("at"))
                    .put("schedule", schedule)
                    .put("event", "summary");
            schedules.put(schedule, line);
        }
        Accounting.add(line, event);
    }

    void write(AppFolder folder, long dropped) throws IOException {
        droppedThrough = dropped;
        StringBuilder text = new StringBuilder();
        text.append(new JsonLine().put("files", dropped).write()).append('\n');
        for (JsonLine line : schedules.values()) {
            text.append(line.write()).append('\n');
        }
        SmallFiles.replace(HistoryFiles.summary(folder), null, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
