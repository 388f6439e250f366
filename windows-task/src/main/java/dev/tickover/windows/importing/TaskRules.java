package dev.tickover.windows.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.VisibleText;
import dev.tickover.schedule.Retry;
import dev.tickover.windows.SettingDefaults;
import dev.tickover.windows.XmlElement;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A reader of the settings of a task, with the defaults of its schema, and of its principal. */
final class TaskRules {

    private static final Duration LONGEST_BACKOFF = Duration.ofHours(24);

    private final XmlElement task;
    private final Draft draft;

    private TaskRules(XmlElement task, Draft draft) {
        this.task = task;
        this.draft = draft;
    }

    static void addTo(Draft draft, XmlElement task) {
        TaskRules rules = new TaskRules(task, draft);
        rules.addSettings();
        rules.addRetry();
        rules.addConditions();
        rules.addPrincipal();
    }

    /** Reads an ISO duration; one with months or years has no fixed length. */
    static Duration duration(String text) throws NotExpressibleException {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw new NotExpressibleException("a negative duration: " + VisibleText.of(text, 40));
            }
            return duration;
        } catch (DateTimeParseException | ArithmeticException malformed) {
            throw new NotExpressibleException("no duration of a fixed length: " + VisibleText.of(text, 40));
        }
    }

    private void addSettings() {
        draft.put("catch-up", isOn("StartWhenAvailable") ? "latest" : "none");
        String policy = setting("MultipleInstancesPolicy");
        draft.put("overlap", policy.equals("Parallel") ? "allow" : policy.equals("Queue") ? "buffer-one" : "skip");
        if (policy.equals("StopExisting")) {
            draft.remark(
                    "MultipleInstancesPolicy=StopExisting: a run is never ended for the next; that one is skipped");
        }
        if (isOn("WakeToRun")) {
            draft.put("wake-machine", true);
        }
        if (!isOn("Enabled")) {
            draft.put("enabled", false);
        }
        if (isOn("DisallowStartIfOnBatteries")) {
            draft.put("on-battery", false);
        }
        addLimit(setting("ExecutionTimeLimit"));
    }

    private void addLimit(String limit) {
        try {
            draft.timeout(duration(limit));
        } catch (NotExpressibleException malformed) {
            draft.remark("ExecutionTimeLimit left out: " + malformed.getMessage());
        }
    }

    private void addRetry() {
        Optional<XmlElement> restart = task.at("Settings", "RestartOnFailure");
        if (restart.isEmpty()) {
            return;
        }
        String count = restart.get().valueAt("Count").orElse("");
        try {
            Duration interval = duration(restart.get().valueAt("Interval").orElse(""));
            boolean fits = count.matches("[0-9]{1,3}")
                    && Integer.parseInt(count) <= 100
                    && interval.compareTo(Duration.ofSeconds(1)) >= 0
                    && interval.compareTo(LONGEST_BACKOFF) <= 0;
            if (!fits) {
                throw new NotExpressibleException("at most 100 times, at most a day apart");
            }
            draft.retry(new Retry(Integer.parseInt(count), interval, interval));
        } catch (NotExpressibleException malformed) {
            draft.remark("RestartOnFailure left out: " + malformed.getMessage());
        }
    }

    private void addConditions() {
        if (isOn("StopIfGoingOnBatteries")) {
            draft.remark("StopIfGoingOnBatteries: a run is not ended when the plug is pulled");
        }
        for (String condition : new String[] {"RunOnlyIfIdle", "RunOnlyIfNetworkAvailable"}) {
            if (isOn(condition)) {
                draft.remark(condition + ": it runs whether or not; have the command look");
            }
        }
        if (task.at("Settings", "DeleteExpiredTaskAfter").isPresent()) {
            draft.remark("DeleteExpiredTaskAfter: nothing removes it but tickover uninstall");
        }
    }

    private void addPrincipal() {
        String user = task.valueAt("Principals", "Principal", "UserId")
                .or(() -> task.valueAt("Principals", "Principal", "GroupId"))
                .orElse("");
        if (user.equals("S-1-5-18") || user.equalsIgnoreCase("SYSTEM") || user.endsWith("\\SYSTEM")) {
            draft.remark("UserId=" + user + ": to run as Local System, install with --scope system");
        } else if (!user.isEmpty()) {
            draft.remark("UserId=" + user + ": it runs as whoever installs it");
        }
        task.valueAt("Principals", "Principal", "LogonType")
                .filter(type -> type.equals("Password") || type.equals("S4U"))
                .ifPresent(type -> draft.remark("LogonType=" + type + ": it runs only while the user is logged on"));
        task.valueAt("Principals", "Principal", "RunLevel")
                .filter(level -> level.equals("HighestAvailable"))
                .ifPresent(
                        level -> draft.remark("RunLevel=" + level + ": it runs with no more rights than the user's"));
    }

    private boolean isOn(String name) {
        return setting(name).equals("true");
    }

    private String setting(String name) {
        return task.valueAt("Settings", name).orElse(SettingDefaults.of(name));
    }
}
