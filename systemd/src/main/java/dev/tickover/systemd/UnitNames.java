package dev.tickover.systemd;

import dev.tickover.backend.AppAddress;
import dev.tickover.schedule.Schedule;
import java.util.Optional;

/**
 * Names the units of an application, {@code tickover.APP.ENTRY.timer} and {@code .service}, and reads such names. An
 * application's id may hold dots, an entry's name never does: so {@code tickover.a.b.heartbeat.timer} belongs to the
 * application {@code a.b}, and to no application {@code a}.
 *
 * @param prefix what every unit of the application begins with
 */
record UnitNames(String prefix) {

    static final String TIMER = ".timer";
    static final String SERVICE = ".service";

    static UnitNames of(AppAddress address) {
        return new UnitNames("tickover." + address.appId() + ".");
    }

    String timer(String entry) {
        return prefix + entry + TIMER;
    }

    String service(String entry) {
        return prefix + entry + SERVICE;
    }

    /** Returns the entry whose timer or service bears the file name; empty if it is no unit of this application. */
    Optional<String> entryOf(String fileName) {
        for (String suffix : new String[] {TIMER, SERVICE}) {
            if (fileName.startsWith(prefix)
                    && fileName.length() > prefix.length() + suffix.length()
                    && fileName.endsWith(suffix)) {
                String entry = fileName.substring(prefix.length(), fileName.length() - suffix.length());
                return isEntry(entry) ? Optional.of(entry) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isEntry(String text) {
        return Schedule.isName(text) || text.equals(Schedule.SWEEP);
    }
}
