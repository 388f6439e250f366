package dev.tickover.installer.report;

import dev.tickover.event.Tick;
import dev.tickover.installer.ledger.Gap;
import dev.tickover.installer.status.RecordedTick;
import dev.tickover.installer.status.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Draws a line for each day of local time: ticks as marks, gaps as bars, each with its words when pointed at. */
final class DayChart {

    private static final int MINUTES = 1440;
    private static final int LABEL = 110;
    private static final int ROW = 18;
    private static final int RULER = 16;

    private final ZoneId zone;
    private final LocalDate first;
    private final int days;
    private final StringBuilder svg = new StringBuilder();

    DayChart(Instant from, Instant until, ZoneId zone) {
        this.zone = zone;
        this.first = from.atZone(zone).toLocalDate();
        this.days = (int) (until.atZone(zone).toLocalDate().toEpochDay() - first.toEpochDay()) + 1;
    }

    String of(ScheduleReport report) {
        int height = RULER + days * ROW;
        svg.append("<svg viewBox=\"0 0 " + (LABEL + MINUTES) + " " + height + "\" role=\"img\">\n");
        for (int hour = 0; hour < 24; hour += 3) {
            svg.append(
                    "<text x=\"" + (LABEL + hour * 60) + "\" y=\"11\">" + (hour < 10 ? "0" : "") + hour + "</text>\n");
        }
        for (int day = 0; day < days; day++) {
            int y = RULER + day * ROW;
            svg.append("<text x=\"0\" y=\"" + (y + 12) + "\">" + first.plusDays(day) + "</text>");
            rectangle("day", LABEL, y, MINUTES, ROW - 4, "");
        }
        report.gaps().forEach(this::gap);
        report.ticks().forEach(this::tick);
        return svg.append("</svg>\n").toString();
    }

    private void gap(Gap gap) {
        ZonedDateTime begin = gap.from().atZone(zone);
        ZonedDateTime end = gap.until().atZone(zone);
        String text = gap.count() + " due, from " + TimeText.local(gap.from(), zone) + " until "
                + TimeText.local(gap.until(), zone) + ": " + gap.why();
        for (LocalDate day = begin.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            int from = day.equals(begin.toLocalDate()) ? minute(begin) : 0;
            int until = day.equals(end.toLocalDate()) ? minute(end) : MINUTES;
            int row = row(day);
            if (row >= 0 && row < days && until > from) {
                rectangle("gap", LABEL + from, RULER + row * ROW, until - from, ROW - 4, text);
            }
        }
    }

    private void tick(RecordedTick recorded) {
        Instant start = recorded.start().at();
        ZonedDateTime at = start.atZone(zone);
        Tick tick = recorded.start().tick();
        String stands = tick.missed() == 0 ? "" : ", stands for " + tick.missed() + " more";
        String text = TimeText.local(start, zone) + ", " + tick.reason() + stands + ", " + recorded.outcome();
        rectangle(recorded.outcome(), LABEL + minute(at), RULER + row(at.toLocalDate()) * ROW, 3, ROW - 4, text);
    }

    private int row(LocalDate day) {
        return (int) (day.toEpochDay() - first.toEpochDay());
    }

    private static int minute(ZonedDateTime at) {
        return at.getHour() * 60 + at.getMinute();
    }

    private void rectangle(String kind, int x, int y, int width, int height, String text) {
        svg.append("<rect class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\""
                + height + "\">" + (text.isEmpty() ? "" : "<title>" + Page.escaped(text) + "</title>") + "</rect>\n");
    }
}
