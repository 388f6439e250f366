package dev.tickover.windows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/**
 * Pulses at a fixed interval in elapsed time, for ever: a {@code TimeTrigger} with a repetition.
 *
 * <ul>
 *   <li>Its start lies in the past, so that Windows takes the repetition up at once; that of a daily
 *       {@code CalendarTrigger} would begin on the next day.
 *   <li>The start is in UTC ({@code Z}): what a local one would do on a day of a daylight-saving change is written
 *       nowhere.
 *   <li>No {@code Duration}: without one the repetition never ends; with one it may lose its last pulse.
 * </ul>
 *
 * @param start a time in UTC at which it pulses
 * @param interval whole minutes that divide a day
 */
record RepeatedTrigger(LocalTime start, Duration interval) implements Trigger {

    private static final int MINUTES_PER_DAY = 1440;

    /** Checks the bounds; the schema's are a minute and 31 days. */
    RepeatedTrigger {
        if (interval.toMinutes() < 1
                || MINUTES_PER_DAY % interval.toMinutes() != 0
                || !interval.equals(Duration.ofMinutes(interval.toMinutes()))) {
            throw new IllegalArgumentException("a repetition of " + interval);
        }
    }

    /** Makes the trigger from its first minute of a day in UTC. */
    static RepeatedTrigger everyMinutes(int minutes, int firstMinute) {
        return new RepeatedTrigger(
                LocalTime.MIDNIGHT.plusMinutes(Math.floorMod(firstMinute, minutes)), Duration.ofMinutes(minutes));
    }

    @Override
    public void write(XmlWriter xml) {
        xml.open("TimeTrigger");
        Trigger.writeStart(xml, Trigger.pastAt(start), "Z");
        xml.open("Repetition");
        xml.leaf("Interval", interval.toString());
        xml.leaf("StopAtDurationEnd", "false");
        xml.close();
        xml.close();
    }

    @Override
    public String text() {
        return "TimeTrigger every " + interval + " from " + start + " UTC";
    }

    /** Returns the first pulse after an instant. */
    Instant next(Instant after) {
        long distance = interval.toSeconds();
        long phase = start.toSecondOfDay() % distance;
        return Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond() - phase, distance) + 1) * distance + phase);
    }

    @Override
    public double pulsesPerHour() {
        return 60.0 / interval.toMinutes();
    }
}
