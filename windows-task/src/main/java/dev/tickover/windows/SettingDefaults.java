package dev.tickover.windows;

import java.util.Map;

/** The values of the settings that a task leaves out (Microsoft Learn, "Task Scheduler Schema", settingsType). */
public final class SettingDefaults {

    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("MultipleInstancesPolicy", "IgnoreNew"),
            Map.entry("DisallowStartIfOnBatteries", "true"),
            Map.entry("StopIfGoingOnBatteries", "true"),
            Map.entry("AllowHardTerminate", "true"),
            Map.entry("StartWhenAvailable", "false"),
            Map.entry("RunOnlyIfNetworkAvailable", "false"),
            Map.entry("AllowStartOnDemand", "true"),
            Map.entry("Enabled", "true"),
            Map.entry("Hidden", "false"),
            Map.entry("RunOnlyIfIdle", "false"),
            Map.entry("DisallowStartOnRemoteAppSession", "false"),
            Map.entry("UseUnifiedSchedulingEngine", "false"),
            Map.entry("WakeToRun", "false"),
            Map.entry("ExecutionTimeLimit", "PT72H"),
            Map.entry("Priority", "7"));

    private SettingDefaults() {}

    /**
     * Returns the value of a setting that a task leaves out.
     *
     * @param setting the element's name
     * @return the value, as the schema writes it
     * @throws IllegalArgumentException if the schema has no default for the setting
     */
    public static String of(String setting) {
        String value = ALL.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("no default for " + setting);
        }
        return value;
    }
}
