package dev.tickover.installer.install;

/** Says which step of a plan failed; everything before it has been undone. */
public final class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether it failed for want of permission. */
    private final boolean notPermitted;

    StepFailedException(String what, boolean notPermitted) {
        super(what);
        this.notPermitted = notPermitted;
    }

    /** {@return whether it failed for want of permission} */
    public boolean isNotPermitted() {
        return notPermitted;
    }
}
