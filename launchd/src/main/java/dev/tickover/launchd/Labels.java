package dev.tickover.launchd;

import dev.tickover.backend.AppAddress;
import dev.tickover.schedule.Schedule;
import java.util.Optional;

/**
 * Names the jobs of an application, {@code tickover.APP.ENTRY}, and reads such names; the file that holds a job is named
 * as its label, with {@code .plist} (launchd.plist(5), FILES). An application's id may hold dots, an entry's name never
 * does: so {@code tickover.a.b.heartbeat} belongs to the application {@code a.b}, and to no application {@code a}.
 *
 * @param prefix what every label of the application begins with
 */
record Labels(String prefix) {

    private static final String SUFFIX = ".plist";

    static Labels of(AppAddress address) {
        return new Labels("tickover." + address.appId() + ".");
    }

    String label(String entry) {
        return prefix + entry;
    }

    String fileName(String entry) {
        return label(entry) + SUFFIX;
    }

    /** Returns the entry of a label; empty if it is none of this application. */
    Optional<String> entryOf(String label) {
        if (!label.startsWith(prefix)) {
            return Optional.empty();
        }
        String entry = label.substring(prefix.length());
        return Schedule.isName(entry) || entry.equals(Schedule.SWEEP) ? Optional.of(entry) : Optional.empty();
    }

    Optional<String> entryOfFile(String fileName) {
        return fileName.endsWith(SUFFIX)
                ? entryOf(fileName.substring(0, fileName.length() - SUFFIX.length()))
                : Optional.empty();
    }
}
