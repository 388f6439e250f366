package dev.tickover.installer.demo;

import dev.tickover.installer.status.HistoryText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Words the demo's history. */
record DemoHistory(AppFolder folder, ZoneId zone) {

    List<String> lines() throws IOException {
        HistoryText text = new HistoryText(zone);
        List<String> lines = new ArrayList<>();
        new History(folder).forEach(line -> lines.add(text.of(line.event())));
        return lines;
    }
}
