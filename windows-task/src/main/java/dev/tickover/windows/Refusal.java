package dev.tickover.windows;

import dev.tickover.machine.CommandResult;
import java.util.Map;

/**
 * Says why schtasks refused, as far as its exit code tells; its words are in the user's language. Windows's own schtasks
 * says 1 for everything; newer ones can be told to say the HRESULT, and a wrapper may.
 *
 * @param reason what is wrong, one line
 * @param advice what to do, one line
 * @param accessDenied whether it is a matter of rights
 */
record Refusal(String reason, String advice, boolean accessDenied) {

    /** Microsoft Learn, "Task Scheduler Error and Success Constants", and the Windows error codes. */
    private static final Map<Integer, Refusal> BY_CODE = Map.of(
            0x80070005,
            denied(),
            5,
            denied(),
            0x80070002,
            new Refusal("there is no such task", "run: tickover install", false),
            0x800700B7,
            new Refusal(
                    "a folder of tasks has the task's name", "remove or rename that folder in Task Scheduler", false),
            0x80041322,
            new Refusal("the Task Scheduler service is not available", "start the service named Schedule", false),
            0x80041323,
            new Refusal("the Task Scheduler service is busy", "try again", false),
            0x80041318,
            new Refusal("a value in the document is out of range", "report this, with the document", false),
            0x8004131A,
            new Refusal("the document is malformed", "report this, with the document", false),
            0x80041328,
            new Refusal("the task may not be started on demand", "run: tickover install", false),
            0x80070534,
            new Refusal("the user's identifier is unknown here", "install as the user who is to run it", false));

    static Refusal of(CommandResult result) {
        if (result instanceof CommandResult.CannotStart) {
            return new Refusal(
                    "there is no schtasks, or it may not be started: " + result.summary(),
                    "ask whoever manages this machine whether a policy forbids it; \"tickover run\" ticks without it",
                    false);
        }
        if (!(result instanceof CommandResult.Exited exited)) {
            return new Refusal("schtasks " + result.summary(), "see whether the service named Schedule runs", false);
        }
        return BY_CODE.getOrDefault(
                exited.code(),
                new Refusal(
                        "schtasks ended with " + exited.summary(),
                        "exit code 1 may mean a missing right, a task or folder of the same name that belongs to "
                                + "somebody else, or a policy",
                        false));
    }

    private static Refusal denied() {
        return new Refusal(
                "access is denied",
                "use a console started as administrator, or see whether a task or folder of this name belongs to "
                        + "somebody else",
                true);
    }
}
