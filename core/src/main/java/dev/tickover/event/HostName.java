package dev.tickover.event;

import java.util.Objects;

/**
 * The host that an event is about.
 *
 * @param generation its generation; 0 if it is not known
 * @param pid its process id; 0 if the event does not name it
 * @param process its process as the lease names it; empty if the event does not name it
 * @param socket the path of its socket; empty if the event does not name it
 */
public record HostName(long generation, long pid, String process, String socket) {

    /** Checks for null. */
    public HostName {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(socket, "socket");
    }

    /**
     * Makes the short form.
     *
     * @param generation its generation; 0 if it is not known
     * @param pid its process id; 0 if it is not known
     */
    public HostName(long generation, long pid) {
        this(generation, pid, "", "");
    }
}
