package dev.tickover.schedule;

/**
 * Converts between days since 1970-01-01 and the year, month and day of the proleptic Gregorian calendar. Plain
 * arithmetic: the tick client cannot afford {@code java.time}'s formatters and zoned classes (8 to 20 ms at first use).
 *
 * <p>A year is counted from 1 March, so that the leap day is its last; then months have the day counts 31, 30, 31, 30,
 * 31 twice over, and 400 years are 146097 days.
 */
final class GregorianDays {

    /** 10000-01-01T00:00:00Z: no due instant is sought from here on. */
    static final long END_OF_TIME = 253_402_300_800L;

    static final int SECONDS_PER_DAY = 86_400;

    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_FROM_MARCH_0000_TO_1970 = 719_468;

    private GregorianDays() {}

    /** Returns days since 1970-01-01; month 1 to 12. */
    static long toDays(long year, int month, int day) {
        long marchYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(marchYear, 400L);
        int yearOfEra = (int) (marchYear - era * 400);
        int monthFromMarch = (month + 9) % 12;
        int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_MARCH_0000_TO_1970;
    }

    /** Returns the date packed into one number, which {@link #year}, {@link #month} and {@link #day} take apart. */
    static long toDate(long days) {
        long shifted = days + DAYS_FROM_MARCH_0000_TO_1970;
        long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
        int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year << 9 | month << 5 | day;
    }

    static long year(long date) {
        return date >> 9;
    }

    static int month(long date) {
        return (int) (date >> 5) & 15;
    }

    static int day(long date) {
        return (int) date & 31;
    }

    /** Returns 0 (Sunday) to 6; 1970-01-01 was a Thursday. */
    static int dayOfWeek(long days) {
        return (int) Math.floorMod(days + 4, 7L);
    }

    static int lengthOfMonth(long year, int month) {
        switch (month) {
            case 2:
                return isLeap(year) ? 29 : 28;
            case 4:
            case 6:
            case 9:
            case 11:
                return 30;
            default:
                return 31;
        }
    }

    private static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
