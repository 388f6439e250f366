package dev.tickover.launchd;

import java.util.Arrays;
import java.util.Optional;

/**
 * Knows the exit codes of {@code launchctl}. Below 107 they are numbers of errno or sysexits, from there on those that
 * {@code launchctl error} explains; Apple documents none. The number alone proves little: a second bootstrap of a loaded
 * job ends with 5 on one release and 37 on another.
 */
enum LaunchctlExit {
    SUCCESS(0, "done", ""),
    NOT_PERMITTED(1, "not permitted", "run it as the user it is for, or with sudo and --scope system"),
    NO_SUCH_PROCESS(3, "no such job is loaded", ""),
    INPUT_OUTPUT(
            5,
            "input/output error: launchd's word for almost anything",
            "the job may still be ending, be switched off in System Settings > General > Login Items, or belong to"
                    + " another session; try again, and then log out and in"),
    EXISTS(17, "already loaded", "tickover uninstall, then install"),
    IN_PROGRESS(36, "still ending", "try again in a moment"),
    ALREADY_IN_PROGRESS(37, "already loaded, or about to be", "try again in a moment"),
    USAGE(64, "launchctl did not understand", "this launchctl may be too old or too new: report it"),
    CONFIGURATION(
            78,
            "it could not be started: its program, its working folder or its log is missing or not accessible",
            "run tickover install again"),
    MALFORMED_BUNDLE(107, "malformed bundle", ""),
    INVALID_PATH(108, "invalid path", "run tickover install again"),
    INVALID_PROPERTY_LIST(109, "invalid property list", "run tickover install again"),
    INVALID_LABEL(110, "invalid or missing label", "run tickover install again"),
    INVALID_PROGRAM(111, "invalid or missing program", "run tickover install again"),
    NO_DOMAIN(112, "there is no such session", LaunchctlExit.LOG_IN),
    NO_SERVICE(113, "no such job is loaded", "tickover install loads it"),
    NO_USER(114, "there is no such user", ""),
    NO_GROUP(115, "there is no such group", ""),
    NOT_IMPLEMENTED(116, "not implemented", LaunchctlExit.UPDATE),
    NOT_AVAILABLE(117, "not available", LaunchctlExit.UPDATE),
    BAD_RESPONSE(118, "bad response from launchd", LaunchctlExit.RESTART),
    DISABLED(
            119,
            "the job is switched off",
            "switch it on in System Settings > General > Login Items, or run tickover install again"),
    BAD_SUBSYSTEM(120, "bad subsystem", ""),
    PATH_NOT_SEARCHED(121, "launchd does not look for jobs there", "run tickover install again"),
    BAD_PERMISSIONS(
            122,
            "the property list has the wrong owner or rights",
            "it must belong to its user (for the machine: to root), and nobody else may write it"),
    PATH_RESERVED(123, "the path is reserved", ""),
    DOMAIN_ENDS(124, "the session is ending", "log in again, then try again"),
    DOMAIN_CANNOT(125, "the session does not exist or cannot do that", LaunchctlExit.LOG_IN),
    NO_LONGER_SUPPORTED(126, "no longer supported", "this macOS may be too new: report it"),
    NOT_OF_THE_SYSTEM(127, "the job did not ship with the system", ""),
    NOT_A_BUNDLE(128, "the path is no bundle", ""),
    SUPERSEDED(129, "a later version has taken its place", ""),
    UNDEFINED(130, "undefined, as when it is loaded already", "tickover uninstall, then install"),
    OUT_OF_ORDER(131, "out of order", LaunchctlExit.AGAIN),
    STALE(132, "stale data", LaunchctlExit.AGAIN),
    SEVERAL(133, "several errors", "what launchctl said stands before this"),
    WRONG_SESSION(134, "the job cannot be loaded in this kind of session", LaunchctlExit.LOG_IN),
    NOT_MANAGED(135, "launchd does not manage that process", ""),
    SINGLETON(136, "not allowed for such a job", ""),
    SERVICE_CANNOT(137, "the job cannot do that", ""),
    WRONG_HARDWARE(138, "the job cannot be loaded on this hardware", ""),
    CANNOT_EXECUTE(139, "the job cannot run now", LaunchctlExit.AGAIN),
    RESERVED_NAME(140, "the label is reserved or invalid", "give the application another id"),
    REENTRANT(141, "reentrancy avoided", LaunchctlExit.AGAIN),
    DEVELOPMENT(142, "only on a development build", ""),
    CACHED(143, "cached", LaunchctlExit.AGAIN),
    ENTITLEMENT(144, "an entitlement is missing", ""),
    HIDDEN(145, "the endpoint is hidden", ""),
    ON_DEMAND_ONLY(
            146,
            "the session starts nothing by itself for now, as while it is being restored",
            "wait a few minutes; if it stays so, log out and in"),
    NOT_IN_REQUESTOR(147, "the job did not ship with the caller", ""),
    NOT_IN_CACHE(148, "the path is not in the cache", ""),
    NO_BUNDLE(149, "there is no such bundle", ""),
    SYSTEM_INTEGRITY(150, "System Integrity Protection does not permit it", ""),
    HACK(151, "not to be explained", LaunchctlExit.AGAIN),
    BOOT_ENVIRONMENT(152, "not in this boot environment", "restart the Mac normally"),
    UNEXPECTED(153, "an unexpected error", LaunchctlExit.AGAIN),
    NOT_PLATFORM(154, "the caller is not part of the system", ""),
    QUARANTINED(
            155,
            "the program is quarantined",
            "allow it in System Settings > Privacy & Security, or remove the quarantine with xattr"),
    USER_DOMAIN(156, "no such session is allowed any more", LaunchctlExit.LOG_IN),
    NOT_LISTED(157, "not in the system's list", ""),
    WRONG_VARIANT(158, "not on this variant of macOS", ""),
    SANDBOX(159, "unknown, or not permitted by a sandbox", "run it from a terminal of your own"),
    BACKGROUND_POLICY(
            161,
            "background items of this program are switched off",
            "switch it on in System Settings > General > Login Items");

    private static final String LOG_IN =
            "log in at the Mac's screen (over SSH that must be the same user), or use --scope system";
    private static final String UPDATE = "this macOS may be too old: report it";
    private static final String RESTART = "restart the Mac";
    private static final String AGAIN = "try again";

    private final int code;
    private final String meaning;
    private final String advice;

    LaunchctlExit(int code, String meaning, String advice) {
        this.code = code;
        this.meaning = meaning;
        this.advice = advice;
    }

    static Optional<LaunchctlExit> of(int code) {
        return Arrays.stream(values()).filter(it -> it.code == code).findFirst();
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** Returns what to do about it; never empty. */
    String advice() {
        return advice.isEmpty() ? "look it up with: launchctl error " + code : advice;
    }

    /** Says in one line what a code means. */
    static String explain(int code) {
        return of(code).map(it -> it.meaning + "; " + it.advice()).orElse("look it up with: launchctl error " + code);
    }
}
