package dev.tickover.launchd;

import dev.tickover.schedule.CalendarPattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Is the days of one dictionary of {@code StartCalendarInterval}, in the only forms whose meaning is beyond doubt: every
 * day, a weekday, a day of the month up to 28, a month, or a day of a month. What Apple's published engine
 * (launchd-842) does with the others was measured: Day 29 to 31 spills into the next month where the month is shorter;
 * Day and Weekday together mean either (launchd.plist(5) says so too); Month beside Weekday is ignored.
 *
 * @param month 1 to 12; empty for every month
 * @param dayOfMonth 1 to 28; empty for every day
 * @param weekday 1 (Monday) to 6, and 0 for Sunday; empty for every weekday
 */
record Days(OptionalInt month, OptionalInt dayOfMonth, OptionalInt weekday) implements Comparable<Days> {

    static final int LAST_SAFE_DAY = 28;
    static final Days EVERY = new Days(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final Comparator<Days> ORDER = Comparator.<Days>comparingInt(days -> days.month.orElse(0))
            .thenComparingInt(days -> days.dayOfMonth.orElse(0))
            .thenComparingInt(days -> days.weekday.orElse(-1));

    Days {
        if (weekday.isPresent() && (month.isPresent() || dayOfMonth.isPresent())) {
            throw new IllegalArgumentException("a weekday beside a date");
        }
        if (dayOfMonth.orElse(1) > LAST_SAFE_DAY) {
            throw new IllegalArgumentException("a day that some months do not have: " + dayOfMonth.getAsInt());
        }
    }

    /** Returns the fewest days, in a safe form, that hold all days of a pattern. */
    static List<Days> of(CalendarPattern pattern) {
        List<List<Days>> forms = new ArrayList<>(List.of(List.of(EVERY)));
        if (pattern.daysOfWeek().size() < 7) {
            forms.add(weekdays(pattern));
        }
        if (pattern.months().size() < 12) {
            forms.add(months(pattern));
        }
        if (pattern.daysOfMonth().last() <= LAST_SAFE_DAY) {
            forms.add(dates(pattern));
        }
        return forms.stream().min(Comparator.comparingDouble(Days::daysPerYear)).orElseThrow();
    }

    boolean covers(Days other) {
        return covers(month, other.month) && covers(dayOfMonth, other.dayOfMonth) && covers(weekday, other.weekday);
    }

    boolean contains(LocalDate date) {
        return month.orElse(date.getMonthValue()) == date.getMonthValue()
                && dayOfMonth.orElse(date.getDayOfMonth()) == date.getDayOfMonth()
                && weekday.orElse(weekdayOf(date)) == weekdayOf(date);
    }

    @Override
    public int compareTo(Days other) {
        return ORDER.compare(this, other);
    }

    private static List<Days> weekdays(CalendarPattern pattern) {
        return pattern.daysOfWeek().stream()
                .map(day -> new Days(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(day % 7)))
                .toList();
    }

    private static List<Days> months(CalendarPattern pattern) {
        return pattern.months().stream()
                .map(month -> new Days(OptionalInt.of(month), OptionalInt.empty(), OptionalInt.empty()))
                .toList();
    }

    private static List<Days> dates(CalendarPattern pattern) {
        List<OptionalInt> months = pattern.months().size() == 12
                ? List.of(OptionalInt.empty())
                : pattern.months().stream().map(OptionalInt::of).toList();
        List<Days> dates = new ArrayList<>();
        for (OptionalInt month : months) {
            for (int day : pattern.daysOfMonth()) {
                dates.add(new Days(month, OptionalInt.of(day), OptionalInt.empty()));
            }
        }
        return dates;
    }

    private static double daysPerYear(List<Days> days) {
        return days.stream().mapToDouble(Days::perYear).sum();
    }

    private double perYear() {
        double days = weekday.isPresent() ? 365.25 / 7 : dayOfMonth.isPresent() ? 12 : 365.25;
        return month.isPresent() ? days / 12 : days;
    }

    private static boolean covers(OptionalInt one, OptionalInt other) {
        return one.isEmpty() || one.equals(other);
    }

    private static int weekdayOf(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7;
    }
}
