package dev.tickover.windows;

import java.util.List;

/** Is what an inspection may find wrong, in words for people; plans look for some of them. */
final class Problems {

    static final String DISABLED = "disabled by hand";
    static final String NOT_REGISTERED = "not registered with Task Scheduler";
    static final String NO_DOCUMENT = "registered, but its document is missing";
    static final String UNREADABLE = "its XML cannot be read";

    static final String NO_NEXT = "registered, but Task Scheduler tells of no next run";

    /** Not wrong, but worth knowing: what was told stays true. */
    static final String NO_WAKE =
            "note: registered without the wake-up's event, which Windows refused: after a wake-up "
                    + "the pulse comes with an unlock or the next sweep";

    static final String NO_SESSION = "note: registered without its triggers for logon, unlock, boot and wake-up, which "
            + "Windows refused: the pulse then comes with the next sweep";

    private static final String CHANGED = "changed by hand: ";
    private static final String UNANSWERED = "Task Scheduler does not answer: ";

    private Problems() {}

    static String changed(String difference) {
        return CHANGED + difference;
    }

    static String lastFailed(String code, String why) {
        return "its last start failed with " + code + ": " + why;
    }

    static String unanswered(String why) {
        return UNANSWERED + why;
    }

    /** Tells whether a task has to be registered anew. */
    static boolean needRegistration(List<String> problems) {
        return problems.stream()
                .anyMatch(problem -> problem.startsWith(CHANGED)
                        || problem.startsWith(UNANSWERED)
                        || List.of(DISABLED, NOT_REGISTERED, NO_DOCUMENT, UNREADABLE)
                                .contains(problem));
    }
}
