package dev.tickover.machine;

/**
 * Tells one process from every other, later ones with the same pid included.
 *
 * @param pid its process id
 * @param start when it was started, in a unit of the system's own that only serves comparison
 * @param bootId the boot it was started in; empty where the system does not tell
 */
public record ProcessIdentity(long pid, long start, String bootId) {

    /** {@return the identity as one word for files; {@code PID:START:BOOT}} */
    public String text() {
        return pid + ":" + start + ":" + bootId;
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @param text the word
     * @return the identity; null if it is malformed
     */
    public static ProcessIdentity parse(String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        if (first < 0 || second < 0) {
            return null;
        }
        try {
            return new ProcessIdentity(
                    Long.parseLong(text.substring(0, first)),
                    Long.parseLong(text.substring(first + 1, second)),
                    text.substring(second + 1));
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    boolean isSame(ProcessIdentity other) {
        return pid == other.pid && start == other.start && bootId.equals(other.bootId);
    }
}
