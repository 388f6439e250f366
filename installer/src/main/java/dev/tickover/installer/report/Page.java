package dev.tickover.installer.report;

import dev.tickover.event.Tick;
import dev.tickover.installer.ledger.Gap;
import dev.tickover.installer.status.RecordedTick;
import dev.tickover.installer.status.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Is a report as one page: no script, nothing fetched from anywhere.
 *
 * @param app the application's id
 * @param from from when on it tells
 * @param until until when
 * @param zone the zone of its times
 */
public record Page(String app, Instant from, Instant until, ZoneId zone) {

    /** More rows nobody reads; the chart has them all. */
    private static final int MOST_ROWS = 500;

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 15px/1.4 system-ui, sans-serif; max-width: 1100px; margin: 2em auto; padding: 0 1em; }
            table { border-collapse: collapse; } td, th { text-align: left; padding: .15em 1.2em .15em 0; vertical-align: top; }
            svg { width: 100%; } svg text { font: 11px ui-monospace, monospace; fill: currentColor; }
            .day { fill: #8882; } .gap { fill: #d909; } .completed { fill: #2a7; } .failed { fill: #d33; }
            .deferred { fill: #d80; } .running { fill: #47d; } td.failed { color: #d33; }
            """;

    /**
     * Writes it.
     *
     * @param data what it shows
     * @return the page
     */
    public String of(ReportData data) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Tickover: ")
                .append(escaped(app))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(app))
                .append("</h1>\n<p>")
                .append(escaped(TimeText.local(from, zone) + " to " + TimeText.local(until, zone) + " " + zone))
                .append("</p>\n");
        if (data.schedules().isEmpty()) {
            page.append("<p>The history tells of no schedule in this time.</p>\n");
        }
        for (Map.Entry<String, ScheduleReport> schedule : data.schedules().entrySet()) {
            schedule(schedule.getKey(), schedule.getValue(), page);
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void schedule(String schedule, ScheduleReport report, StringBuilder page) {
        page.append("<h2>" + escaped(schedule) + "</h2>\n<p>" + report.ticks().size() + " ticks, "
                + report.count("completed") + " completed, " + report.count("failed") + " failed; "
                + report.count("coalesced") + " due instants coalesced, " + report.count("skipped") + " skipped, "
                + report.count("missed") + " missed.</p>\n");
        page.append(new DayChart(from, until, zone).of(report));
        gaps(report.gaps(), page);
        ticks(report.ticks(), page);
    }

    private void gaps(List<Gap> gaps, StringBuilder page) {
        if (gaps.isEmpty()) {
            page.append("<p>No gap.</p>\n");
            return;
        }
        page.append("<h3>Gaps</h3>\n<table>\n");
        List<Gap> shown = last(gaps, page);
        row(page, "th", "from", "until", "length", "due", "cause");
        for (Gap gap : shown) {
            row(
                    page,
                    "td",
                    TimeText.local(gap.from(), zone),
                    TimeText.local(gap.until(), zone),
                    TimeText.length(Duration.between(gap.from(), gap.until())),
                    "" + gap.count(),
                    gap.why());
        }
        page.append("</table>\n");
    }

    private void ticks(List<RecordedTick> ticks, StringBuilder page) {
        page.append("<details>\n<summary>Ticks</summary>\n<table>\n");
        List<RecordedTick> shown = last(ticks, page);
        row(page, "th", "at", "due", "reason", "late", "stands for", "outcome", "");
        for (RecordedTick recorded : shown) {
            Tick tick = recorded.start().tick();
            row(
                    page,
                    "td",
                    TimeText.local(recorded.start().at(), zone),
                    TimeText.local(tick.due(), zone),
                    tick.reason() + (tick.attempt() > 1 ? ", attempt " + tick.attempt() : ""),
                    TimeText.length(recorded.start().late()),
                    tick.missed() == 0 ? "" : tick.missed() + " more",
                    recorded.outcome(),
                    recorded.why());
        }
        page.append("</table>\n</details>\n");
    }

    private static <T> List<T> last(List<T> all, StringBuilder page) {
        if (all.size() <= MOST_ROWS) {
            return all;
        }
        page.append("<caption>The last " + MOST_ROWS + " of " + all.size() + "</caption>\n");
        return all.subList(all.size() - MOST_ROWS, all.size());
    }

    private static void row(StringBuilder page, String cell, String... texts) {
        page.append("<tr>");
        for (String text : texts) {
            page.append('<' + cell + '>').append(escaped(text)).append("</" + cell + '>');
        }
        page.append("</tr>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
