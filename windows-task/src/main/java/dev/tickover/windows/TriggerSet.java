package dev.tickover.windows;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names the rungs of the installation's ladder, from the one that any user may register to the full task. A task that is
 * refused with some of its triggers still pulses without them.
 */
enum TriggerSet {
    /** The clock's triggers alone: a user's own, with the user's own token, need no right. */
    TIMES(false, false),
    /** Also logon and unlock, or boot: MS-TSCH 3.2.5.1.1 allows a user to name himself, an administrator anything. */
    SESSION(true, false),
    /** Also the wake-up's event: nothing says that a standard user may subscribe to it. */
    ALL(true, true);

    private static final List<String> OPTIONAL =
            List.of("BootTrigger", "LogonTrigger", "SessionStateChangeTrigger", "EventTrigger");

    private final boolean session;
    private final boolean event;

    TriggerSet(boolean session, boolean event) {
        this.session = session;
        this.event = event;
    }

    /** Tells whether a task on this rung has the triggers of that element's name. */
    boolean keeps(String element) {
        return switch (element) {
            case "BootTrigger", "LogonTrigger", "SessionStateChangeTrigger" -> session;
            case "EventTrigger" -> event;
            default -> true;
        };
    }

    /** Returns a document of ours without the triggers that this rung does not have. */
    String of(String document) {
        String text = document;
        for (String element : OPTIONAL) {
            if (!keeps(element)) {
                text = Pattern.compile(" *<" + element + ">.*?</" + element + ">\\R?", Pattern.DOTALL)
                        .matcher(text)
                        .replaceAll("");
            }
        }
        return text;
    }
}
