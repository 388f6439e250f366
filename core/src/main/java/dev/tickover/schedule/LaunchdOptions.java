package dev.tickover.schedule;

import java.util.Objects;
import java.util.Optional;

/**
 * Is what an application asks of launchd alone; no other scheduler heeds it.
 *
 * @param bundleId the bundle identifier of the application, by which macOS names its jobs in the Login Items; empty if it
 *     has none
 * @param startInterval whether schedules with an interval are started by {@code StartInterval} instead of a calendar;
 *     launchd loses such starts in sleep (launchd.plist(5), StartInterval)
 */
public record LaunchdOptions(Optional<String> bundleId, boolean startInterval) {

    /** Nothing is asked for. */
    public static final LaunchdOptions NONE = new LaunchdOptions(Optional.empty(), false);

    private static final int LONGEST = 155;

    /**
     * Checks the bundle identifier.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public LaunchdOptions {
        Objects.requireNonNull(bundleId, "bundleId");
        if (bundleId.isPresent() && !isBundleId(bundleId.get())) {
            throw new IllegalArgumentException(
                    "a bundle identifier is two or more words of A-Z a-z 0-9 - with dots between, not: "
                            + bundleId.get());
        }
    }

    /**
     * Tells whether a text is a well-formed bundle identifier: two or more words of {@code A-Z a-z 0-9 -} with dots
     * between (Apple, "CFBundleIdentifier"), at most 155 characters.
     *
     * @param text the text
     * @return true if it is
     */
    public static boolean isBundleId(String text) {
        int dots = 0;
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : !isWordCharacter(c)) {
                return false;
            }
            dots += c == '.' ? 1 : 0;
            before = c;
        }
        return dots > 0 && before != '.' && text.length() <= LONGEST;
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
}
