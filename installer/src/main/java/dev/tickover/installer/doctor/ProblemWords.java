package dev.tickover.installer.doctor;

import java.util.List;

/**
 * Tells which check a problem belongs to that a backend's inspection has found. These are the backends' own words, never
 * the ones of an operating system; a test goes through every one of them.
 */
final class ProblemWords {

    /** What a problem begins with, or has in it, and the check that it belongs to; the first that fits counts. */
    private record Word(String text, CheckId check) {}

    private static final List<Word> WORDS = List.of(
            new Word("does not answer", CheckId.SCHEDULER_UNAVAILABLE),
            new Word("launchd has a job of this label from elsewhere", CheckId.ENTRY_ELSEWHERE),
            new Word("a symbolic link stands in the place", CheckId.PLIST_SYMLINK),
            new Word("launchd holds its starts back", CheckId.PENDED_SPAWN),
            new Word("switched off", CheckId.DISABLED_LABEL),
            new Word("not loaded; ", CheckId.NOT_LOADED),
            new Word("its log folder is missing", CheckId.LOG_FOLDER_MISSING),
            new Word("others may write its property list", CheckId.ENTRY_OPEN),
            new Word("its last start ended with 78", CheckId.LAST_START_FAILED),
            new Word("its last start failed with 0x", CheckId.LAST_START_FAILED),
            new Word("tells of no next run", CheckId.ENTRY_NEVER_ELAPSES),
            new Word("disabled by hand", CheckId.TASK_DISABLED),
            new Word("not registered with Task Scheduler", CheckId.ENTRY_MISSING),
            new Word("note: registered without", CheckId.TRIGGERS_REFUSED),
            new Word("changed by hand: StartWhenAvailable", CheckId.START_WHEN_AVAILABLE),
            new Word("changed by hand: DisallowStartIfOnBatteries", CheckId.BATTERY_SETTINGS),
            new Word("changed by hand: StopIfGoingOnBatteries", CheckId.BATTERY_SETTINGS),
            new Word("changed by hand: ExecutionTimeLimit", CheckId.EXECUTION_LIMIT),
            new Word("changed by hand: LogonType", CheckId.LOGON_TYPE),
            new Word("changed by hand: ", CheckId.ENTRY_DRIFTED),
            new Word("registered, but its document is missing", CheckId.ENTRY_DRIFTED),
            new Word("drop-ins in force: ", CheckId.ENTRY_DROP_IN),
            new Word(" is masked by hand", CheckId.ENTRY_MASKED),
            new Word(" is read from ", CheckId.ENTRY_ELSEWHERE),
            new Word("changed on disk, but not read", CheckId.ENTRY_UNREAD),
            new Word("active, but will never elapse", CheckId.ENTRY_NEVER_ELAPSES),
            new Word("not started", CheckId.ENTRY_DISABLED),
            new Word("disabled", CheckId.ENTRY_DISABLED),
            new Word(" is missing", CheckId.ENTRY_MISSING));

    private ProblemWords() {}

    /** Returns the check; whatever is wrong in another way is a drift. */
    static CheckId check(String problem) {
        for (Word word : WORDS) {
            if (problem.contains(word.text())) {
                return word.check();
            }
        }
        return CheckId.ENTRY_DRIFTED;
    }
}
