package dev.tickover.state;

import dev.tickover.machine.ProcessIdentity;
import java.time.Instant;
import java.util.Objects;

/**
 * Is a host's persisted claim to be the host of an application.
 *
 * @param generation grows with each new lease; the fencing token
 * @param process the host's process
 * @param socket the path of the socket it listens on
 * @param attachedAt when it took the lease
 * @param open whether it still claims it; false once it has closed cleanly
 */
public record Lease(long generation, ProcessIdentity process, String socket, Instant attachedAt, boolean open) {

    /** Checks for null. */
    public Lease {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(attachedAt, "attachedAt");
    }
}
