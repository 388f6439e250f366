package dev.tickover.installer.manifest;

import dev.tickover.schedule.Schedule;

/** Says what is wrong with an id or a schedule name. Both become file names and parts of the OS scheduler's names. */
final class NameRule {

    static final String APP_ID = "a letter or digit, then at most 63 letters A-Z, digits, dots, _ or -";
    static final String SCHEDULE = "a letter or digit, then at most 63 letters A-Z, digits, _ or -";

    private static final int LONGEST = 64;

    private NameRule() {}

    static String problem(String name) {
        if (name.isEmpty()) {
            return "empty";
        }
        if (name.equals(Schedule.SWEEP)) {
            return "\"sweep\" is reserved for the look over all schedules";
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.contains("..")) {
            return "it becomes a file name and may hold no path";
        }
        if (name.length() > LONGEST) {
            return "longer than " + LONGEST + " characters";
        }
        return "not a name that every OS scheduler takes";
    }
}
