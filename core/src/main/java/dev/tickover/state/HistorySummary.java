package dev.tickover.state;

import dev.tickover.event.HistoryLine;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what must outlive the oldest files of a history: of each schedule how many due instants ended how, through which
 * one they are accounted for, and what the account goes on from. Not safe for use by many threads.
 */
final class HistorySummary {

    private final Map<String, ScheduleSummary> schedules = new LinkedHashMap<>();
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

    private void take(JsonLine line) throws JsonException {
        if (line.has("files")) {
            droppedThrough = line.number("files", 0);
        } else {
            ScheduleSummary summary = ScheduleSummary.read(line);
            schedules.put(summary.schedule(), summary);
        }
    }

    List<ScheduleSummary> schedules() {
        return new ArrayList<>(schedules.values());
    }

    long droppedThrough() {
        return droppedThrough;
    }

    /** Takes over a line of a file that is about to be dropped. */
    void add(HistoryLine line) {
        String schedule = line.event().schedule();
        if (schedule.isEmpty()) {
            return;
        }
        ScheduleSummary summary = schedules.get(schedule);
        ScheduleSummary before =
                summary == null ? ScheduleSummary.begin(schedule, line.event().at()) : summary;
        schedules.put(schedule, before.with(line));
    }

    void write(AppFolder folder, long dropped) throws IOException {
        droppedThrough = dropped;
        StringBuilder text = new StringBuilder();
        text.append(new JsonLine().put("files", dropped).write()).append('\n');
        for (ScheduleSummary summary : schedules.values()) {
            text.append(summary.write().write()).append('\n');
        }
        SmallFiles.replace(HistoryFiles.summary(folder), null, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
