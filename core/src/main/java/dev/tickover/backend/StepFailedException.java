package dev.tickover.backend;

import java.util.ArrayList;
import java.util.List;

/** The failure of a step of a plan. Everything before it has been undone, as far as that was possible. */
public final class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether it failed for want of permission. */
    private final boolean notPermitted;

    /** What could not be undone, one line each. */
    private final ArrayList<String> notUndone;

    /**
     * Makes an exception whose message also lists what could not be undone.
     *
     * @param what which step failed, and why, one line
     * @param notPermitted whether it failed for want of permission
     * @param notUndone what could not be undone, one line each
     */
    public StepFailedException(String what, boolean notPermitted, List<String> notUndone) {
        super(
                notUndone.isEmpty()
                        ? what
                        : what + "; could not be undone: " + String.join("; could not be undone: ", notUndone));
        this.notPermitted = notPermitted;
        this.notUndone = new ArrayList<>(notUndone);
    }

    /** {@return whether it failed for want of permission} */
    public boolean isNotPermitted() {
        return notPermitted;
    }

    /** {@return what could not be undone, one line each} */
    public List<String> notUndone() {
        return List.copyOf(notUndone);
    }
}
