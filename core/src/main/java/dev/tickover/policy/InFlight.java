package dev.tickover.policy;

import dev.tickover.event.Tick;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a tick that was started and has not ended as far as the state knows.
 *
 * @param tick the tick
 * @param startedAt when it was started
 * @param owner who delivers it: an opaque token by which its death can be told
 * @param lastStartBefore the last tick start before it; put back if it turns out that nothing was started
 */
public record InFlight(Tick tick, Stamp startedAt, String owner, Optional<Stamp> lastStartBefore) {

    /** Checks for null. */
    public InFlight {
        Objects.requireNonNull(tick, "tick");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(lastStartBefore, "lastStartBefore");
    }
}
