package dev.tickover.systemd;

import dev.tickover.backend.Problem;
import dev.tickover.backend.Problem.Kind;
import java.util.Optional;

/** The problems that an inspection may find. */
final class Problems {

    static final Problem UNREAD =
            new Problem(Kind.UNREAD, "changed on disk, but not read by systemd since (systemctl daemon-reload)");
    static final Problem DISABLED = new Problem(Kind.DISABLED, "disabled");
    static final Problem INACTIVE = new Problem(Kind.STOPPED, "not started");
    static final Problem NO_NEXT = new Problem(Kind.NEVER_STARTS, "active, but will never elapse");

    private Problems() {}

    static Problem masked(String unit) {
        return new Problem(Kind.MASKED, unit + " is masked by hand", Optional.of(unit));
    }

    static Problem missing(String unit) {
        return new Problem(Kind.FILE_MISSING, unit + " is missing", Optional.of(unit));
    }

    static Problem notLoaded(String unit, String loadState) {
        return new Problem(Kind.UNREADABLE, unit + " cannot be loaded: " + loadState, Optional.of(unit));
    }

    static Problem elsewhere(String unit, String fragment) {
        return new Problem(Kind.ELSEWHERE, unit + " is read from " + fragment, Optional.of(unit));
    }

    static Problem dropIns(String paths) {
        return new Problem(Kind.DROP_INS, "drop-ins in force: " + paths);
    }

    static Problem unanswered(String why) {
        return new Problem(Kind.UNANSWERED, "systemd does not answer: " + why);
    }
}
