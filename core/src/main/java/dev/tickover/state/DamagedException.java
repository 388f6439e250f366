package dev.tickover.state;

import java.io.IOException;

/** Says that a file of the state folder does not hold what it should, and in what way. */
public final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String what) {
        super(what);
    }
}
