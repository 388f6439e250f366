package dev.tickover.windows;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Is one trigger of a task (Microsoft Learn, "Task Scheduler Schema"). */
sealed interface Trigger
        permits RepeatedTrigger, CalendarTrigger, Trigger.Boot, Trigger.Logon, Trigger.Unlock, Trigger.Wake {

    /** A past day, the same for every task: a boundary taken from today would make each installation differ. */
    LocalDateTime PAST = LocalDateTime.of(2020, 1, 1, 0, 0);

    /** Writes the trigger's element. */
    void write(XmlWriter xml);

    /** Returns the trigger for people, in the scheduler's own words. */
    String text();

    /** Returns the mean number of pulses in an hour that the clock makes. */
    default double pulsesPerHour() {
        return 0;
    }

    /** Writes what every trigger of a time begins with: the schema prescribes the order. */
    static void writeStart(XmlWriter xml, LocalDateTime start, String zone) {
        xml.leaf("Enabled", "true");
        xml.leaf("StartBoundary", start.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")) + zone);
    }

    /** Pulses after a boot; an administrator's to register. */
    record Boot(Duration delay) implements Trigger {
        @Override
        public void write(XmlWriter xml) {
            xml.open("BootTrigger");
            xml.leaf("Enabled", "true");
            xml.leaf("Delay", delay.toString());
            xml.close();
        }

        @Override
        public String text() {
            return "BootTrigger after " + delay;
        }
    }

    /** Pulses after a logon of one user; a trigger for every user's logon is an administrator's to register. */
    record Logon(String sid, Duration delay) implements Trigger {
        @Override
        public void write(XmlWriter xml) {
            xml.open("LogonTrigger");
            xml.leaf("Enabled", "true");
            xml.leaf("UserId", sid);
            xml.leaf("Delay", delay.toString());
            xml.close();
        }

        @Override
        public String text() {
            return "LogonTrigger of " + sid + " after " + delay;
        }
    }

    /** Pulses when one user unlocks the screen: after every kind of sleep, the sign that the user is back. */
    record Unlock(String sid) implements Trigger {
        @Override
        public void write(XmlWriter xml) {
            xml.open("SessionStateChangeTrigger");
            xml.leaf("Enabled", "true");
            xml.leaf("UserId", sid);
            xml.leaf("StateChange", "SessionUnlock");
            xml.close();
        }

        @Override
        public String text() {
            return "SessionStateChangeTrigger SessionUnlock of " + sid;
        }
    }

    /**
     * Pulses after a resume. No single event tells of one everywhere: Power-Troubleshooter 1 is missing on some
     * machines, Kernel-Power 107 comes after S3, 507 after modern standby (reports of users; not yet seen by us).
     */
    record Wake(Duration delay) implements Trigger {

        private static final String QUERY = "<QueryList><Query Id=\"0\" Path=\"System\"><Select Path=\"System\">"
                + "*[System[(Provider[@Name='Microsoft-Windows-Power-Troubleshooter'] and EventID=1) or "
                + "(Provider[@Name='Microsoft-Windows-Kernel-Power'] and (EventID=107 or EventID=507))]]"
                + "</Select></Query></QueryList>";

        @Override
        public void write(XmlWriter xml) {
            xml.open("EventTrigger");
            xml.leaf("Enabled", "true");
            xml.leaf("Subscription", QUERY);
            xml.leaf("Delay", delay.toString());
            xml.close();
        }

        @Override
        public String text() {
            return "EventTrigger Power-Troubleshooter 1, Kernel-Power 107 or 507 after " + delay;
        }
    }

    /** Returns a time of the past day. */
    static LocalDateTime pastAt(LocalTime time) {
        return PAST.toLocalDate().atTime(time);
    }
}
