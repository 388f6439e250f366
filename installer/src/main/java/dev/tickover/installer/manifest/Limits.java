package dev.tickover.installer.manifest;

import java.time.Duration;

/**
 * Bounds what a manifest may ask for, beyond what its keys say of themselves.
 *
 * @param smallestInterval the smallest {@code every}, positive
 */
public record Limits(Duration smallestInterval) {

    /** What every manifest of a user is held to: no OS scheduler keeps less than a minute on all three systems. */
    public static final Limits STANDARD = new Limits(Duration.ofMinutes(1));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the smallest interval is not positive
     */
    public Limits {
        if (smallestInterval.isZero() || smallestInterval.isNegative()) {
            throw new IllegalArgumentException("the smallest interval must be positive: " + smallestInterval);
        }
    }
}
