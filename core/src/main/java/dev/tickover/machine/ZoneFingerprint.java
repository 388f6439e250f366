package dev.tickover.machine;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/**
 * Names what the JDK derives local time from, at a hundredth of the price of deriving it: the variable {@code TZ}, the
 * property {@code user.timezone}, where {@code /etc/localtime} leads and when that was changed (localtime(5)), and the
 * version of the JDK's own rules.
 */
final class ZoneFingerprint {

    /** Magic byte, "TZDB" as modified UTF-8, a count of versions, and the version as modified UTF-8: 2025b. */
    private static final int RULES_VERSION_AT = 11;

    private ZoneFingerprint() {}

    static String read() {
        String variable = orEmpty(System.getenv("TZ"));
        String machine = machineZone();
        String fingerprint = variable + "|" + ownZone(variable, machine) + "|" + machine + "|" + rulesVersion();
        return fingerprint.replace('\n', ' ');
    }

    /** The property, unless it says what it is not needed for: the JDK sets it itself once it has found the zone. */
    private static String ownZone(String variable, String machine) {
        String property = orEmpty(System.getProperty("user.timezone"));
        boolean derived = variable.isEmpty() ? machine.contains("/" + property + ":") : variable.endsWith(property);
        return derived ? "" : property;
    }

    private static String machineZone() {
        File localtime = new File("/etc/localtime");
        if (!localtime.exists()) {
            // Windows keeps it in the registry, which only a native call of the JDK reads.
            return File.separatorChar == '/' ? "none" : TimeZone.getDefault().getID();
        }
        try {
            File zone = localtime.getCanonicalFile();
            return zone.getPath() + ":" + zone.lastModified() + ":" + zone.length();
        } catch (IOException unreadable) {
            return TimeZone.getDefault().getID();
        }
    }

    private static String rulesVersion() {
        byte[] head = new byte[32];
        try (FileInputStream in = new FileInputStream(new File(System.getProperty("java.home"), "lib/tzdb.dat"))) {
            int read = in.read(head);
            int length = head[RULES_VERSION_AT - 1];
            if (length > 0 && RULES_VERSION_AT + length <= read) {
                return new String(head, RULES_VERSION_AT, length, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException elsewhere) {
            // A JDK that keeps its rules in another place is told by its own version.
            return orEmpty(System.getProperty("java.version"));
        }
        return orEmpty(System.getProperty("java.version"));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
