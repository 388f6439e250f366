package dev.tickover.windows;

import java.time.LocalTime;

/**
 * Pulses at one local time of some days. It has no repetition: that would begin only when the trigger fires, so not on
 * the day of the installation.
 *
 * @param time the local time, in the zone that the machine has then
 * @param days the days
 */
record CalendarTrigger(LocalTime time, TriggerDays days) implements Trigger {

    @Override
    public void write(XmlWriter xml) {
        xml.open("CalendarTrigger");
        // Without an offset: one taken from today would be an hour off in the other half of the year.
        Trigger.writeStart(xml, Trigger.pastAt(time), "");
        days.write(xml);
        xml.close();
    }

    @Override
    public String text() {
        return "CalendarTrigger at " + time + ' ' + days.text();
    }

    @Override
    public double pulsesPerHour() {
        return days.perYear() / TriggerDays.HOURS_PER_YEAR;
    }
}
