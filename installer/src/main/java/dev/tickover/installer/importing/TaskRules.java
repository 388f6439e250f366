package dev.tickover.installer.importing;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Takes over the settings of a task, with the defaults of its schema, and its principal. */
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
                throw new NotExpressibleException("a negative duration: " + TomlText.shown(text, 40));
            }
            return duration;
        } catch (DateTimeParseException | ArithmeticException malformed) {
            throw new NotExpressibleException("no duration of a fixed length: " + TomlText.shown(text, 40));
        }
    }

    private void addSettings() {
        draft.put("catch-up", isOn("StartWhenAvailable", false) ? "latest" : "none");
        String policy = task.textAt("Settings", "MultipleInstancesPolicy").orElse("IgnoreNew");
        draft.put("overlap", policy.equals("Parallel") ? "allow" : policy.equals("Queue") ? "buffer-one" : "skip");
        if (policy.equals("StopExisting")) {
            draft.remark(
                    "MultipleInstancesPolicy=StopExisting: a run is never ended for the next; that one is skipped");
        }
        if (isOn("WakeToRun", false)) {
            draft.putRaw("wake-machine", "true");
        }
        if (!isOn("Enabled", true)) {
            draft.putRaw("enabled", "false");
        }
        if (isOn("DisallowStartIfOnBatteries", true)) {
            draft.putRaw("on-battery", "false");
        }
        addLimit(task.textAt("Settings", "ExecutionTimeLimit").orElse("PT72H"));
    }

    private void addLimit(String limit) {
        try {
            draft.put("timeout", Durations.text(Durations.limit(duration(limit))));
        } catch (NotExpressibleException malformed) {
            draft.remark("ExecutionTimeLimit left out: " + malformed.getMessage());
        }
    }

    private void addRetry() {
        Optional<XmlElement> restart = task.at("Settings", "RestartOnFailure");
        if (restart.isEmpty()) {
            return;
        }
        String count = restart.get().textAt("Count").orElse("");
        try {
            Duration interval = duration(restart.get().textAt("Interval").orElse(""));
            boolean fits = count.matches("[0-9]{1,3}")
                    && Integer.parseInt(count) <= 100
                    && interval.compareTo(Duration.ofSeconds(1)) >= 0
                    && interval.compareTo(LONGEST_BACKOFF) <= 0;
            if (!fits) {
                throw new NotExpressibleException("at most 100 times, at most a day apart");
            }
            String wait = TomlText.quoted(Durations.text(interval));
            draft.putRaw(
                    "retry",
                    "{ max = " + Integer.parseInt(count) + ", backoff = " + wait + ", max-backoff = " + wait + " }");
        } catch (NotExpressibleException malformed) {
            draft.remark("RestartOnFailure left out: " + malformed.getMessage());
        }
    }

    private void addConditions() {
        if (isOn("StopIfGoingOnBatteries", true)) {
            draft.remark("StopIfGoingOnBatteries: a run is not ended when the plug is pulled");
        }
        for (String condition : new String[] {"RunOnlyIfIdle", "RunOnlyIfNetworkAvailable"}) {
            if (isOn(condition, false)) {
                draft.remark(condition + ": it runs whether or not; have the command look");
            }
        }
        if (task.at("Settings", "DeleteExpiredTaskAfter").isPresent()) {
            draft.remark("DeleteExpiredTaskAfter: nothing removes it but tickover uninstall");
        }
    }

    private void addPrincipal() {
        String user = task.textAt("Principals", "Principal", "UserId")
                .or(() -> task.textAt("Principals", "Principal", "GroupId"))
                .orElse("");
        if (user.equals("S-1-5-18") || user.equalsIgnoreCase("SYSTEM") || user.endsWith("\\SYSTEM")) {
            draft.remark("UserId=" + user + ": to run as Local System, install with --scope system");
        } else if (!user.isEmpty()) {
            draft.remark("UserId=" + user + ": it runs as whoever installs it");
        }
        task.textAt("Principals", "Principal", "LogonType")
                .filter(type -> type.equals("Password") || type.equals("S4U"))
                .ifPresent(type -> draft.remark("LogonType=" + type + ": it runs only while the user is logged on"));
        task.textAt("Principals", "Principal", "RunLevel")
                .filter(level -> level.equals("HighestAvailable"))
                .ifPresent(
                        level -> draft.remark("RunLevel=" + level + ": it runs with no more rights than the user's"));
    }

    private boolean isOn(String setting, boolean otherwise) {
        return task.textAt("Settings", setting).map("true"::equals).orElse(otherwise);
    }
}
