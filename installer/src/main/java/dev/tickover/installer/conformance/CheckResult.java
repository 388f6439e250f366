package dev.tickover.installer.conformance;

/**
 * Is what one check of a host came to.
 *
 * @param check what was tried, for people
 * @param problem what the host got wrong; empty if nothing
 */
public record CheckResult(String check, String problem) {

    /** {@return whether the host did as it should} */
    public boolean isRight() {
        return problem.isEmpty();
    }
}
