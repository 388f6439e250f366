package dev.tickover.installer.simulate;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.TraceEvent.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws a schedule's trace as text: a line a day, a character for each half or quarter of an hour. */
final class Drawing {

    static final String LEGEND = "| tick  C catch-up  W wake  ! failed  2-9 several  z asleep  - off  a host away"
            + "  h host hung  = held by the OS  . awake";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE MM-dd", Locale.ROOT);
    private static final String TICKS = "|CW!";

    private final Instant start;
    private final LocalDate firstDay;
    private final ZoneId zone;
    private final char[][] cells;
    private final int cellsPerDay;

    private Drawing(Scenario scenario, int cellsPerDay) {
        this.start = scenario.from();
        this.zone = scenario.zone();
        this.cellsPerDay = cellsPerDay;
        this.firstDay = start.atZone(zone).toLocalDate();
        Instant end = start.plus(scenario.length()).minusMillis(1);
        int days = (int) (end.atZone(zone).toLocalDate().toEpochDay() - firstDay.toEpochDay()) + 1;
        this.cells = new char[days][cellsPerDay];
        for (char[] day : cells) {
            Arrays.fill(day, ' ');
        }
    }

    /** Draws; cells are those of a clock that is never stepped, in the machine's first zone. */
    static List<String> draw(String schedule, Trace whole, Scenario scenario, int cellsPerDay) {
        Drawing drawing = new Drawing(scenario, cellsPerDay);
        Trace trace = whole.of(schedule);
        drawing.conditions(trace, scenario.length());
        for (TraceEvent event : trace.events()) {
            if (event.what() instanceof TraceEvent.Begun begun) {
                drawing.tick(event.age(), mark(begun.tick()));
            } else if (event.recorded() instanceof HistoryEvent.Failed ended) {
                drawing.set(event.age(), '!');
            }
        }
        return drawing.lines();
    }

    private static char mark(Tick tick) {
        return switch (tick.reason()) {
            case Tick.INITIAL, Tick.INTERVAL, Tick.CRON -> '|';
            case Tick.CATCH_UP -> 'C';
            default -> 'W';
        };
    }

    private void conditions(Trace trace, Duration length) {
        Set<Condition> now = EnumSet.noneOf(Condition.class);
        Duration from = Duration.ZERO;
        for (TraceEvent event : trace.events()) {
            if (event.what() instanceof TraceEvent.Changed changed) {
                fill(from, event.age(), sign(now));
                from = event.age();
                if (changed.holds()) {
                    now.add(changed.condition());
                } else {
                    now.remove(changed.condition());
                }
            }
        }
        fill(from, length, sign(now));
    }

    private static char sign(Set<Condition> now) {
        if (now.contains(Condition.OFF)) {
            return '-';
        }
        if (now.contains(Condition.ASLEEP)) {
            return 'z';
        }
        if (now.contains(Condition.HOST_AWAY)) {
            return 'a';
        }
        if (now.contains(Condition.HOST_HUNG)) {
            return 'h';
        }
        return now.contains(Condition.HELD) ? '=' : '.';
    }

    private void fill(Duration from, Duration until, char sign) {
        Duration step = Duration.ofMinutes(5);
        for (Duration at = from; at.compareTo(until) < 0; at = at.plus(step)) {
            set(at, sign);
        }
    }

    private void tick(Duration age, char mark) {
        char before = get(age);
        if (Character.isDigit(before)) {
            set(age, before == '9' ? '9' : (char) (before + 1));
        } else {
            set(age, TICKS.indexOf(before) >= 0 ? '2' : mark);
        }
    }

    private char get(Duration age) {
        int[] cell = cell(age);
        return cells[cell[0]][cell[1]];
    }

    private void set(Duration age, char sign) {
        int[] cell = cell(age);
        cells[cell[0]][cell[1]] = sign;
    }

    private int[] cell(Duration age) {
        var local = start.plus(age).atZone(zone);
        int day = (int) (local.toLocalDate().toEpochDay() - firstDay.toEpochDay());
        int second = local.toLocalTime().toSecondOfDay();
        return new int[] {Math.min(day, cells.length - 1), (int) ((long) second * cellsPerDay / 86_400)};
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder ruler = new StringBuilder(" ".repeat(11));
        for (int hour = 0; hour < 24; hour += 3) {
            ruler.append(String.format(Locale.ROOT, "%-" + cellsPerDay / 8 + "s", String.format("%02d", hour)));
        }
        lines.add(ruler.toString().stripTrailing());
        for (int day = 0; day < cells.length; day++) {
            lines.add(DAY.format(firstDay.plusDays(day)) + "  " + new String(cells[day]).stripTrailing());
        }
        return lines;
    }
}
