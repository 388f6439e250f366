package dev.tickover.schedule;

/** Holds the five fields of a cron expression as sets of bits, and searches in them. */
final class CronFields implements LocalTimes {

    private static final long LAST_DAY = GregorianDays.END_OF_TIME / GregorianDays.SECONDS_PER_DAY + 1;
    private static final int MINUTES_PER_DAY = 1440;

    final long minutes;
    final long hours;
    final long daysOfMonth;
    final long months;
    /** Bit 0 is Sunday, bit 6 Saturday. */
    final long daysOfWeek;

    final boolean minuteStar;
    final boolean hourStar;
    final boolean dayOfMonthStar;
    final boolean dayOfWeekStar;

    /** Takes the bits and the texts of the fields in the order in which they are written. */
    CronFields(long[] bits, String[] texts) {
        minutes = bits[0];
        hours = bits[1];
        daysOfMonth = bits[2];
        months = bits[3];
        daysOfWeek = (bits[4] | bits[4] >> 7) & 0x7f;
        minuteStar = beginsWithStar(texts[0]);
        hourStar = beginsWithStar(texts[1]);
        dayOfMonthStar = beginsWithStar(texts[2]);
        dayOfWeekStar = beginsWithStar(texts[4]);
    }

    /**
     * Tells whether some day matches. If either day field may match, a day of the week will. If both must, the day of
     * the month must fit into one of the months; any date, 29 February too, then falls on each weekday within 400
     * years.
     */
    boolean canBeDue() {
        if (!dayOfMonthStar && !dayOfWeekStar) {
            return true;
        }
        for (int month = 1; month <= 12; month++) {
            int longest = GregorianDays.lengthOfMonth(2000, month);
            if (has(months, month) && (daysOfMonth & (2L << longest) - 1) != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long atOrAfter(long localSecond) {
        long minute = -Math.floorDiv(-localSecond, 60L);
        long day = Math.floorDiv(minute, (long) MINUTES_PER_DAY);
        if (matchesDay(day)) {
            int found = minuteOfDayAtOrAfter((int) Math.floorMod(minute, (long) MINUTES_PER_DAY));
            if (found >= 0) {
                return (day * MINUTES_PER_DAY + found) * 60;
            }
        }
        long later = dayAtOrAfter(day + 1);
        return later == NONE ? NONE : (later * MINUTES_PER_DAY + minuteOfDayAtOrAfter(0)) * 60;
    }

    private boolean matchesDay(long day) {
        long date = GregorianDays.toDate(day);
        return has(months, GregorianDays.month(date)) && matchesDayOf(date, day);
    }

    /** Returns the first matching day at or after the given one, or {@link #NONE}. */
    private long dayAtOrAfter(long from) {
        long day = from;
        while (day <= LAST_DAY) {
            long date = GregorianDays.toDate(day);
            int month = GregorianDays.month(date);
            if (!has(months, month)) {
                long year = GregorianDays.year(date);
                day = month == 12 ? GregorianDays.toDays(year + 1, 1, 1) : GregorianDays.toDays(year, month + 1, 1);
            } else if (matchesDayOf(date, day)) {
                return day;
            } else {
                day++;
            }
        }
        return NONE;
    }

    /** Returns the first matching minute of a day at or after the given one, or -1. */
    private int minuteOfDayAtOrAfter(int minuteOfDay) {
        int hour = minuteOfDay / 60;
        long rest = minutes >> minuteOfDay % 60;
        if (has(hours, hour) && rest != 0) {
            return minuteOfDay + Long.numberOfTrailingZeros(rest);
        }
        long laterHours = hours & -(2L << hour);
        if (laterHours == 0) {
            return -1;
        }
        return Long.numberOfTrailingZeros(laterHours) * 60 + Long.numberOfTrailingZeros(minutes);
    }

    private boolean matchesDayOf(long date, long day) {
        boolean ofMonth = has(daysOfMonth, GregorianDays.day(date));
        boolean ofWeek = has(daysOfWeek, GregorianDays.dayOfWeek(day));
        return dayOfMonthStar || dayOfWeekStar ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    private static boolean has(long bits, int value) {
        return (bits >> value & 1) != 0;
    }

    private static boolean beginsWithStar(String text) {
        return text.charAt(0) == '*';
    }
}
