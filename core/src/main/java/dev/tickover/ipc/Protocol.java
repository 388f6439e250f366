package dev.tickover.ipc;

/** Names the members and values of the protocol between tick client and host, and its bounds. */
public final class Protocol {

    /** The version that both ends speak. */
    public static final int VERSION = 1;

    /** The longest line, in bytes, its line end included. */
    public static final int LONGEST_LINE = 64 * 1024;

    /** How long a host may take to answer that it accepts a tick, or that it is alive, in milliseconds. */
    public static final int ANSWER_MS = 10_000;

    /** The member that names the request. */
    public static final String OP = "op";

    /** The member that names the answer. */
    public static final String STATUS = "status";

    /** The request to run a tick. */
    public static final String TICK = "tick";

    /** The request to look at a schedule, since something was written for it. */
    public static final String LOOK = "look";

    /** The request to tell that one is alive. */
    public static final String PING = "ping";

    /** The notice that a host's lease is over; the host looks for itself whether that is so. */
    public static final String FENCED = "fenced";

    /** The notice of a host that stands by; the connection stays open, and its end is the end of the active host. */
    public static final String STANDBY = "standby";

    /** The request to a host that stands by to take over from one that hangs. */
    public static final String TAKE_OVER = "take-over";

    /** The request to the active host to save its work in hand and give the lease back. */
    public static final String HAND_OVER = "hand-over";

    /** The answer to a ping. */
    public static final String ALIVE = "alive";

    /** The tick is taken; its end follows. */
    public static final String ACCEPTED = "accepted";

    /** The tick's handler ended well. */
    public static final String DONE = "done";

    /** The tick's handler failed; {@code message} says why. */
    public static final String FAILED = "failed";

    /** The host cannot take the tick now; {@code retryAfterMs} says when to ask again. */
    public static final String BUSY = "busy";

    /** The host has completed this tick before. */
    public static final String DUPLICATE = "duplicate";

    /** The host does not know the request, or has no handler for the schedule. */
    public static final String UNSUPPORTED = "unsupported";

    private Protocol() {}
}
