package dev.tickover.host;

import java.io.IOException;

/** Says why a host cannot attach, and what to do about it. */
public final class AttachException extends IOException {

    private static final long serialVersionUID = 1L;

    AttachException(String message, Throwable cause) {
        super(message, cause);
    }

    AttachException(String message) {
        super(message);
    }
}
