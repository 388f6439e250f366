package dev.tickover.systemd;

/** Is what an inspection may find wrong, in words for people; plans look for some of them. */
final class Problems {

    static final String UNREAD = "changed on disk, but not read by systemd since (systemctl daemon-reload)";
    static final String DISABLED = "disabled";
    static final String INACTIVE = "not started";
    static final String NO_NEXT = "active, but will never elapse";

    private Problems() {}

    static String masked(String unit) {
        return unit + " is masked by hand";
    }

    static String missing(String unit) {
        return unit + " is missing";
    }

    static String notLoaded(String unit, String loadState) {
        return unit + " cannot be loaded: " + loadState;
    }

    static String elsewhere(String unit, String fragment) {
        return unit + " is read from " + fragment;
    }

    static String dropIns(String paths) {
        return "drop-ins in force: " + paths;
    }

    static String unanswered(String why) {
        return "systemd does not answer: " + why;
    }
}
