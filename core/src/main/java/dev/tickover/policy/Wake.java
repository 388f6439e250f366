package dev.tickover.policy;

import java.time.Instant;
import java.util.Objects;

/**
 * Is a request for a tick with a reason other than the recurrence.
 *
 * @param reason why, for example {@code exec-event}, {@code hook:build} or {@link #MANUAL}
 * @param requestedAt when it was accepted
 */
public record Wake(String reason, Instant requestedAt) {

    /** The reason of a person's own request; such a tick never stands for a due instant that comes after it. */
    public static final String MANUAL = "manual";

    /** The longest reason, in characters. */
    public static final int LONGEST_REASON = 128;

    /** Checks for null. */
    public Wake {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }

    /**
     * Tells whether a text may be a reason: 1 to {@value #LONGEST_REASON} printable ASCII characters, no blank and no
     * comma.
     *
     * @param text the text
     * @return true if it may
     */
    public static boolean isReason(String text) {
        if (text.isEmpty() || text.length() > LONGEST_REASON) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == ',') {
                return false;
            }
        }
        return true;
    }
}
