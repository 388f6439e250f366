package dev.tickover.installer.conformance;

/**
 * Is what one check of a host came to.
 *
 * @param check what was tried, for people
 * @param problem what the host got wrong; empty if nothing
 */
public record Finding(String check, String problem) {

    /**
     * Tells whether the host did as it should.
     *
     * @return true if it did
     */
    public boolean isRight() {
        return problem.isEmpty();
    }
}
