package dev.tickover.state;

import dev.tickover.event.HostName;
import dev.tickover.machine.ProcessIdentity;
import java.time.Instant;
import java.util.Objects;

/**
 * A host's persisted claim to be the host of an application.
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

    /** {@return the host with all that the lease's file holds, so that the loss of that file or of the history loses nothing} */
    HostName whole() {
        return new HostName(generation, process.pid(), process.text(), socket);
    }

    /** {@return the host that holds it, as the history names it} */
    public HostName host() {
        return new HostName(generation, process.pid());
    }
}
