package dev.tickover.state;

import java.io.IOException;

/** Says that a host may change nothing any more, because its lease is over, and who holds the lease now. */
public final class FencedException extends IOException {

    private static final long serialVersionUID = 1L;

    FencedException(String what) {
        super(what);
    }
}
