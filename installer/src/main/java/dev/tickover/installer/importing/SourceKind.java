package dev.tickover.installer.importing;

import java.util.List;

/** Is what a source can be, by the name that {@code --format} gives it. */
public enum SourceKind {
    /** A user's crontab, as {@code crontab -l} prints it. */
    CRONTAB("crontab"),
    /** A crontab with a column for the user: /etc/crontab, /etc/cron.d. */
    SYSTEM_CRONTAB("system-crontab"),
    /** A property list of launchd, in XML. */
    LAUNCHD("launchd"),
    /** A timer of systemd; its service is read with it. */
    SYSTEMD("systemd"),
    /** A task of the Windows Task Scheduler, in XML. */
    TASK("task");

    private final String text;

    SourceKind(String text) {
        this.text = text;
    }

    /** Returns the name on the command line. */
    public String text() {
        return text;
    }

    /** Returns all names, for help and errors. */
    public static List<String> names() {
        return List.of(values()).stream().map(SourceKind::text).toList();
    }
}
