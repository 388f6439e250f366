package dev.tickover.launchd;

import java.nio.file.Path;
import java.util.Optional;

/** Is what an inspection may find wrong, in words for people; plans look for some of them. */
final class Problems {

    static final String DISABLED =
            "switched off (launchctl disable, or System Settings > General > Login Items); tickover install switches it on";
    static final String NOT_LOADED = "not loaded; tickover install loads it, as does the next login";
    static final String NO_LOG_FOLDER = "its log folder is missing, so launchd may not start it";
    static final String OTHERS_MAY_WRITE =
            "others may write its property list, so launchd refuses it at the next login";
    static final String NOT_STARTED =
            "its last start ended with 78: " + LaunchctlExit.CONFIGURATION.meaning() + ", or its state is damaged";

    private static final String SYMBOLIC_LINK = "a symbolic link stands in the place of its property list: ";
    private static final String FOREIGN = "launchd has a job of this label from elsewhere: ";

    private Problems() {}

    static String missing(Path path) {
        return path.getFileName() + " is missing";
    }

    static String symbolicLink(Path path, String target) {
        return SYMBOLIC_LINK + path + " -> " + target + " (launchd passes it over at login)";
    }

    static String foreign(String path, String target) {
        return FOREIGN + path + " (to be rid of it: launchctl bootout " + target + ")";
    }

    static String held(String why) {
        return "launchd holds its starts back (pended nondemand spawn = " + why
                + "), as in Low Power Mode or after a cancelled logout; tickover's own watch kicks it,"
                + " and to end it: log out and in";
    }

    static String otherLabel(String label) {
        return "its property list is for another job: " + label;
    }

    static String malformed(Path path, String what) {
        return path.getFileName() + " " + what;
    }

    static String unreadable(Path path, String why) {
        return path.getFileName() + " cannot be read: " + why;
    }

    static String unanswered(String why) {
        return "launchd does not answer: " + why;
    }

    /** Tells whether a problem is in the way of an installation: what causes it is not ours to replace. */
    static boolean isInTheWay(String problem) {
        return problem.startsWith(SYMBOLIC_LINK) || isForeign(problem);
    }

    static boolean isForeign(String problem) {
        return problem.startsWith(FOREIGN);
    }

    static boolean isSymbolicLink(String problem) {
        return problem.startsWith(SYMBOLIC_LINK);
    }

    static Optional<String> firstInTheWay(Iterable<String> problems) {
        for (String problem : problems) {
            if (isInTheWay(problem)) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
