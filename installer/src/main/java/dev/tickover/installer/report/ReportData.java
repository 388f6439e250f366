package dev.tickover.installer.report;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.installer.ledger.Gap;
import dev.tickover.installer.ledger.GapFinder;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What a report shows, by schedule. */
public final class ReportData {

    private final Instant from;
    private final GapFinder finder;
    private final Map<String, ScheduleReport> schedules = new TreeMap<>();

    private ReportData(Instant since, ZoneId zone, Function<String, Optional<ActiveHours>> active) {
        this.from = since;
        this.finder = new GapFinder(zone, active);
    }

    /**
     * Reads a history.
     *
     * @param folder the application's state folder
     * @param since from when on
     * @param zone the zone of times in texts
     * @param active returns the active hours of a schedule by its name
     * @return the data
     * @throws IOException if the history cannot be read
     */
    public static ReportData of(
            AppFolder folder, Instant since, ZoneId zone, Function<String, Optional<ActiveHours>> active)
            throws IOException {
        ReportData data = new ReportData(since, zone, active);
        new History(folder).forEachSince(since, data::add);
        return data;
    }

    Map<String, ScheduleReport> schedules() {
        return schedules;
    }

    private void add(HistoryLine line) {
        Optional<Gap> gap = finder.add(line);
        HistoryEvent event = line.event();
        if (event.schedule().isEmpty() || event.at().isBefore(from)) {
            return;
        }
        ScheduleReport report = schedules.computeIfAbsent(event.schedule(), name -> new ScheduleReport());
        gap.ifPresent(report::add);
        report.add(event);
    }
}
