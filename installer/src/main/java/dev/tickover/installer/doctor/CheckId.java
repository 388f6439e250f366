package dev.tickover.installer.doctor;

import static dev.tickover.installer.doctor.Severity.NOTE;
import static dev.tickover.installer.doctor.Severity.PROBLEM;
import static dev.tickover.installer.doctor.Severity.WARNING;
import static dev.tickover.machine.OperatingSystem.LINUX;
import static dev.tickover.machine.OperatingSystem.MACOS;
import static dev.tickover.machine.OperatingSystem.WINDOWS;

import dev.tickover.machine.OperatingSystem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lists every check: its stable id, how much a finding of it matters, where it applies, what it looks for, and whether it
 * can be mended without asking. Help, documentation and the checks themselves go by this table.
 */
public enum CheckId {
    /** The scheduler is missing, stopped or silent. */
    SCHEDULER_UNAVAILABLE(PROBLEM, "the scheduler is missing, stopped or does not answer"),
    /** The user manager cannot be reached. */
    NO_USER_BUS(PROBLEM, "the user manager of systemd cannot be reached from here", LINUX),
    /** Lingering is off. */
    LINGER_OFF(WARNING, "lingering is off, so timers stop at logout", Mending.FIX, LINUX),
    /** No graphical session. */
    GUI_DOMAIN_MISSING(PROBLEM, "there is no graphical session, and only that keeps a user's jobs", MACOS),
    /** Switches that cannot be read. */
    LOGIN_ITEM_APPROVAL(NOTE, "whether Login Items lets the jobs run cannot be read by any program", MACOS),
    /** Low Power Mode. */
    LOW_POWER_MODE(WARNING, "Low Power Mode is on, in which launchd holds starts back", MACOS),
    /** Only while logged on. */
    INTERACTIVE_ONLY(NOTE, "ticks come only while the user is logged on", WINDOWS, MACOS),
    /** Options for every JVM. */
    JAVA_OPTIONS(WARNING, "options for every JVM are set for the user or the machine, and reach ticks", MACOS, WINDOWS),
    /** The disk is full. */
    DISK_FULL(PROBLEM, "the disk that holds the state is full, or nearly so"),
    /** Ids that differ only in case. */
    APP_ID_CASE_COLLISION(WARNING, "ids of applications differ only in case, and share a folder on some systems"),
    /** Installed twice. */
    DUPLICATE_INSTALL(WARNING, "an application is installed both for the user and for the machine"),

    /** Compiled files that cannot be read. */
    COMPILED_DAMAGED(PROBLEM, "what was compiled from the manifest is damaged or cannot be read"),
    /** No rights to write. */
    STATE_UNWRITABLE(PROBLEM, "the state folder cannot be written"),
    /** Another owner. */
    STATE_FOREIGN_OWNER(WARNING, "something in the state folder belongs to another user, as after sudo"),
    /** Rights of others. */
    STATE_OPEN(WARNING, "others than the owner may enter the state folder", Mending.FIX, LINUX, MACOS),
    /** Files set aside. */
    STATE_DAMAGED(WARNING, "files failed their checksum and were set aside", Mending.FIX),
    /** The socket is elsewhere. */
    SOCKET_PATH_LONG(NOTE, "the state folder's path is too long for a socket, so sockets are elsewhere"),
    /** Faults of the account. */
    HISTORY_BROKEN(PROBLEM, "the history cannot be read, or due instants are not accounted for"),
    /** The clock jumped. */
    CLOCK_STEPPED(NOTE, "the clock was set in the last seven days"),
    /** No tick client. */
    RUNTIME_MISSING(PROBLEM, "the tick runtime that the entries call is gone or spoilt", Mending.FIX),
    /** No Java. */
    JAVA_MOVED(PROBLEM, "the Java that the entries call is gone", Mending.FIX),
    /** Another Java. */
    JAVA_DIFFERS(NOTE, "the entries call another Java than their tick runtime was made for", Mending.FIX),
    /** Another zone. */
    ZONE_CHANGED(WARNING, "the entries were made for another time zone than the machine's", Mending.FIX),

    /** Not there. */
    ENTRY_MISSING(PROBLEM, "an entry is missing", Mending.FIX),
    /** Switched off. */
    ENTRY_DISABLED(PROBLEM, "an entry is disabled or stopped", Mending.FIX, LINUX),
    /** Masked. */
    ENTRY_MASKED(PROBLEM, "an entry is masked by hand", LINUX),
    /** Changed. */
    ENTRY_DRIFTED(WARNING, "an entry is not as it was installed", Mending.FIX),
    /** Not read. */
    ENTRY_UNREAD(WARNING, "an entry was changed on disk, and systemd has not read it since", Mending.FIX, LINUX),
    /** Dead timer. */
    ENTRY_NEVER_ELAPSES(PROBLEM, "a timer or task is in force, but will never start anything", LINUX, WINDOWS),
    /** Drop-ins. */
    ENTRY_DROP_IN(NOTE, "drop-ins change an entry", LINUX),
    /** From another file. */
    ENTRY_ELSEWHERE(PROBLEM, "the scheduler serves an entry of the same name from another file", LINUX, MACOS),
    /** Another owner. */
    ENTRY_FOREIGN_OWNER(WARNING, "an entry's file belongs to another user", LINUX, MACOS),
    /** Rights of others. */
    ENTRY_OPEN(PROBLEM, "others may write an entry's file, so launchd refuses it", Mending.FIX, MACOS),
    /** Battery conditions. */
    ON_BATTERY_RULES(NOTE, "an entry does not run on battery", LINUX),
    /** Disabled in launchd. */
    DISABLED_LABEL(PROBLEM, "a job is switched off (launchctl disable, or Login Items)", Mending.FIX, MACOS),
    /** Not loaded. */
    NOT_LOADED(PROBLEM, "a job is not loaded", Mending.FIX, MACOS),
    /** Starts held back. */
    PENDED_SPAWN(PROBLEM, "launchd holds the starts of a job back", MACOS),
    /** A link. */
    PLIST_SYMLINK(PROBLEM, "a symbolic link stands in a property list's place", MACOS),
    /** No log folder. */
    LOG_FOLDER_MISSING(PROBLEM, "the folder that a job logs to is missing", Mending.FIX, MACOS),
    /** A log that grows. */
    LOG_LARGE(WARNING, "the log of a job has grown beyond what the sweep should leave of it", MACOS),
    /** Code 78. */
    LAST_START_FAILED(PROBLEM, "the last start of a job or task failed", MACOS, WINDOWS),
    /** Disabled in Task Scheduler. */
    TASK_DISABLED(PROBLEM, "a task is disabled", Mending.FIX, WINDOWS),
    /** Missed runs lost. */
    START_WHEN_AVAILABLE(WARNING, "a task no longer makes up for a missed run", Mending.FIX, WINDOWS),
    /** Battery settings. */
    BATTERY_SETTINGS(PROBLEM, "a task's battery settings are not as installed", Mending.FIX, WINDOWS),
    /** Time limit. */
    EXECUTION_LIMIT(WARNING, "a task's time limit is not as installed", Mending.FIX, WINDOWS),
    /** Logon type. */
    LOGON_TYPE(WARNING, "a task runs with another kind of logon than installed", Mending.FIX, WINDOWS),
    /** Fewer triggers. */
    TRIGGERS_REFUSED(NOTE, "Windows refused some triggers of the sweep", WINDOWS),

    /** No pulses. */
    PULSES_OVERDUE(PROBLEM, "no pulse came though two were due"),
    /** Dead host. */
    SOCKET_DEAD(WARNING, "the application ended without detaching, and its socket is dead"),
    /** Hung host. */
    HOST_HUNG(PROBLEM, "the application's process lives, but does not answer"),
    /** No host. */
    HOST_ABSENT_LONG(WARNING, "ticks have been owed for more than a day for want of a running application");

    /** Tells whether a check can be mended without asking. */
    private enum Mending {
        FIX
    }

    private final Severity severity;
    private final String what;
    private final boolean fixable;
    private final Set<OperatingSystem> systems;

    CheckId(Severity severity, String what, Mending fix, OperatingSystem... systems) {
        this.severity = severity;
        this.what = what;
        this.fixable = fix == Mending.FIX;
        this.systems = Set.of(systems.length == 0 ? OperatingSystem.values() : systems);
    }

    CheckId(Severity severity, String what, OperatingSystem... systems) {
        this(severity, what, null, systems);
    }

    /** {@return the stable id; for example {@code linger-off}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return how much a finding matters} */
    public Severity severity() {
        return severity;
    }

    /**
     * Says what is looked for.
     *
     * @return half a sentence
     */
    public String what() {
        return what;
    }

    /**
     * Tells whether {@code --fix} mends it.
     *
     * @return true if so
     */
    public boolean isFixable() {
        return fixable;
    }

    /**
     * Tells where it applies.
     *
     * @param system an operating system
     * @return true if it applies there
     */
    public boolean appliesTo(OperatingSystem system) {
        return systems.contains(system);
    }

    /**
     * Names where it applies, for people.
     *
     * @return for example {@code Linux}; {@code all}
     */
    public String where() {
        if (systems.size() == OperatingSystem.values().length) {
            return "all";
        }
        List<String> names = new java.util.ArrayList<>();
        if (systems.contains(LINUX)) {
            names.add("Linux");
        }
        if (systems.contains(MACOS)) {
            names.add("macOS");
        }
        if (systems.contains(WINDOWS)) {
            names.add("Windows");
        }
        return String.join(", ", names);
    }

    /**
     * Finds a check by its id.
     *
     * @param id the id
     * @return the check; empty if there is none
     */
    public static Optional<CheckId> of(String id) {
        for (CheckId check : values()) {
            if (check.id().equals(id)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }
}
