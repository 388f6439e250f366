package dev.tickover.windows;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.backend.Problem.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The problems that an inspection may find. */
final class Problems {

    static final Problem DISABLED = new Problem(Kind.TASK_DISABLED, "disabled by hand");
    static final Problem NOT_REGISTERED = new Problem(Kind.NOT_REGISTERED, "not registered with Task Scheduler");
    static final Problem NO_DOCUMENT = new Problem(Kind.NO_DOCUMENT, "registered, but its document is missing");
    static final Problem UNREADABLE = new Problem(Kind.UNREADABLE, "its XML cannot be read");
    static final Problem NO_NEXT =
            new Problem(Kind.NEVER_STARTS, "registered, but Task Scheduler tells of no next run");

    /** Not wrong, but worth knowing: it stays true. */
    static final Problem NO_WAKE = new Problem(
            Kind.TRIGGERS_REFUSED,
            "note: registered without the wake-up's event, which Windows refused: after a wake-up "
                    + "the pulse comes with an unlock or the next sweep");

    static final Problem NO_SESSION = new Problem(
            Kind.TRIGGERS_REFUSED,
            "note: registered without its triggers for logon, unlock, boot and wake-up, which "
                    + "Windows refused: the pulse then comes with the next sweep");

    /** What another registration would not change. */
    private static final Set<Kind> LASTING =
            EnumSet.of(Kind.NEVER_STARTS, Kind.LAST_START_FAILED, Kind.TRIGGERS_REFUSED);

    private Problems() {}

    /** What was changed may be a setting that has a kind of its own. */
    static Problem changed(Drift.Difference difference) {
        Kind kind = switch (difference.name()) {
            case "StartWhenAvailable" -> Kind.CATCH_UP_CHANGED;
            case "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries" -> Kind.BATTERY_CHANGED;
            case "ExecutionTimeLimit" -> Kind.TIME_LIMIT_CHANGED;
            case "LogonType" -> Kind.LOGON_CHANGED;
            default -> Kind.CHANGED;
        };
        return new Problem(kind, "changed by hand: " + difference.text());
    }

    static Problem lastFailed(String code, String why) {
        return new Problem(Kind.LAST_START_FAILED, "its last start failed with " + code + ": " + why);
    }

    static Problem unanswered(String why) {
        return new Problem(Kind.UNANSWERED, "Task Scheduler does not answer: " + why);
    }

    /** Returns whether a task has to be registered anew. */
    static boolean needRegistration(Found found) {
        return found.problems().stream().anyMatch(problem -> !LASTING.contains(problem.kind()));
    }
}
