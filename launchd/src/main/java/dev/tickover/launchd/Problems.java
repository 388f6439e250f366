package dev.tickover.launchd;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.backend.Problem.Kind;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The problems that an inspection may find. */
final class Problems {

    static final Problem DISABLED = new Problem(
            Kind.SWITCHED_OFF,
            "switched off (launchctl disable, or System Settings > General > Login Items); tickover install switches it on");
    static final Problem NOT_LOADED =
            new Problem(Kind.NOT_LOADED, "not loaded; tickover install loads it, as does the next login");
    static final Problem NO_LOG_FOLDER =
            new Problem(Kind.NO_LOG_FOLDER, "its log folder is missing, so launchd may not start it");
    static final Problem OTHERS_MAY_WRITE = new Problem(
            Kind.OTHERS_MAY_WRITE, "others may write its property list, so launchd refuses it at the next login");
    static final Problem NOT_STARTED = new Problem(
            Kind.LAST_START_FAILED,
            "its last start ended with 78: " + LaunchctlExit.CONFIGURATION.meaning() + ", or its state is damaged");

    /** What is in the way of an installation: what causes it is not ours to replace. */
    private static final Set<Kind> IN_THE_WAY = EnumSet.of(Kind.SYMBOLIC_LINK, Kind.ELSEWHERE);

    private Problems() {}

    static Problem missing(Path path) {
        return new Problem(Kind.FILE_MISSING, path.getFileName() + " is missing");
    }

    static Problem symbolicLink(Path path, String target) {
        return new Problem(
                Kind.SYMBOLIC_LINK,
                "a symbolic link stands in the place of its property list: " + path + " -> " + target
                        + " (launchd passes it over at login)");
    }

    static Problem foreign(String path, String target) {
        return new Problem(
                Kind.ELSEWHERE,
                "launchd has a job of this label from elsewhere: " + path + " (to be rid of it: launchctl bootout "
                        + target + ")");
    }

    static Problem held(String why) {
        return new Problem(
                Kind.HELD_BACK,
                "launchd holds its starts back (pended nondemand spawn = " + why
                        + "), as in Low Power Mode or after a cancelled logout; tickover's own watch kicks it,"
                        + " and to end it: log out and in");
    }

    static Problem otherLabel(String label) {
        return new Problem(Kind.CHANGED, "its property list is for another job: " + label);
    }

    static Problem malformed(Path path, String what) {
        return new Problem(Kind.UNREADABLE, path.getFileName() + " " + what);
    }

    static Problem unreadable(Path path, String why) {
        return new Problem(Kind.UNREADABLE, path.getFileName() + " cannot be read: " + why);
    }

    static Problem unanswered(String why) {
        return new Problem(Kind.UNANSWERED, "launchd does not answer: " + why);
    }

    static Optional<Problem> inTheWayOf(Found found) {
        return found.problems().stream()
                .filter(problem -> IN_THE_WAY.contains(problem.kind()))
                .findFirst();
    }
}
