package dev.tickover.windows;

import dev.tickover.backend.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what Task Scheduler knows of a task's runs: numbers and times, no words.
 *
 * @param lastResult the exit code of the last run, or why there was none, as an HRESULT
 * @param next when the next run is due by the clock
 */
record TaskRun(int lastResult, Optional<Instant> next) {

    /** COM gives a day of 1899 or 1999 where there is no time. */
    private static final Instant NO_TIME_BEFORE = Instant.parse("2000-01-01T00:00:00Z");

    /**
     * Failures that came before any code of ours (Microsoft Learn, "Task Scheduler Error and Success Constants", and the
     * Windows error codes). The tick client's own failures stand in its history.
     */
    private static final Map<Integer, String> FAILURES = Map.of(
            0x80070002, "its program was not found",
            0x80070003, "its program's folder was not found",
            0x80070005, "it may not start its program",
            0x8007010B, "its working folder was not found",
            0x800700C1, "its program is none that Windows can run",
            0x80041309, "a trigger of it was not found",
            0x80041324, "one of its conditions was not met",
            0x80041328, "it may not be started on demand",
            0x80070534, "its user's identifier is unknown here",
            0x80070569, "its user has no right to log on as a batch job");

    /** Not the task's fault: it ran already, its user was logged off, or it is disabled, which is told by itself. */
    private static final List<Integer> HARMLESS = List.of(0x8004131F, 0x80041320, 0x80041326, 0x800710E0);

    TaskRun {
        Objects.requireNonNull(next, "next");
        next = next.filter(time -> !time.isBefore(NO_TIME_BEFORE));
    }

    /** Returns what is wrong. */
    List<Problem> problems(boolean enabled) {
        List<Problem> problems = new ArrayList<>();
        failure().ifPresent(why -> problems.add(Problems.lastFailed(code(), why)));
        if (enabled && next.isEmpty()) {
            problems.add(Problems.NO_NEXT);
        }
        return problems;
    }

    private Optional<String> failure() {
        if ((lastResult & 0xffff0000) != 0x80070000 && (lastResult & 0xffff0000) != 0x80040000
                || HARMLESS.contains(lastResult)) {
            return Optional.empty();
        }
        return Optional.of(FAILURES.getOrDefault(lastResult, "Task Scheduler could not run it"));
    }

    private String code() {
        return "0x" + Integer.toHexString(lastResult).toUpperCase(Locale.ROOT);
    }
}
