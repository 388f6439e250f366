package dev.tickover.windows;

import java.time.Duration;

/**
 * Is a task's settings. All are written, those that are defaults too, each with its reason: several defaults are wrong
 * for a pulse, and a reader should not have to know which.
 *
 * @param limit the longest run; whole seconds, positive
 * @param mainsOnly whether it is skipped on battery
 * @param wake whether it wakes the machine
 */
record TaskSettings(Duration limit, boolean mainsOnly, boolean wake) {

    /** Rounds the limit up to whole seconds. */
    TaskSettings {
        limit = Duration.ofSeconds(limit.plusNanos(999_999_999).toSeconds());
    }

    void write(XmlWriter xml) {
        xml.open("Settings");
        add(
                xml,
                "MultipleInstancesPolicy",
                "IgnoreNew",
                "One tick client at a time; the running one does all that is due.");
        add(
                xml,
                "DisallowStartIfOnBatteries",
                mainsOnly,
                mainsOnly ? "The manifest says on-battery = false." : "The default would skip pulses on battery.");
        add(xml, "StopIfGoingOnBatteries", false, "The default would end a tick when the plug is pulled.");
        add(xml, "AllowHardTerminate", true, "javaw has no window that could be asked to close.");
        add(xml, "StartWhenAvailable", true, "Makes up for a pulse missed while off or asleep, some ten minutes late.");
        add(xml, "RunOnlyIfNetworkAvailable", false, "A tick is delivered on this machine.");
        add(xml, "AllowStartOnDemand", true, "So that tickover and people may start it.");
        add(xml, "Enabled", true, "In force as soon as it is registered.");
        add(xml, "Hidden", false, "Whoever looks for it should find it; no window depends on this.");
        add(xml, "RunOnlyIfIdle", false, "An idle condition would also make Battery Saver delay it.");
        add(xml, "DisallowStartOnRemoteAppSession", false, "A remote session is the user's as well.");
        add(xml, "UseUnifiedSchedulingEngine", true, "The engine of Windows 7 and later.");
        add(
                xml,
                "WakeToRun",
                wake,
                wake ? "The manifest says wake-machine = true." : "Ticks are made up for; nobody is woken.");
        add(
                xml,
                "ExecutionTimeLimit",
                limit.toString(),
                "The default, 72 hours, would let one hung client stop all pulses.");
        add(xml, "Priority", "6", "The default, 7, has low I/O priority, which makes Java start slowly.");
        xml.close();
    }

    private static void add(XmlWriter xml, String name, boolean value, String reason) {
        add(xml, name, Boolean.toString(value), reason);
    }

    private static void add(XmlWriter xml, String name, String value, String reason) {
        xml.comment(reason);
        xml.leaf(name, value);
    }
}
