package dev.tickover.host;

import java.io.IOException;

/** Thrown where a host that is not the active one would have changed something; nothing was changed. */
public final class NotActiveException extends IOException {

    private static final long serialVersionUID = 1L;

    NotActiveException(String message) {
        super(message);
    }
}
