package dev.tickover.launchd;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Is what {@code launchctl print} says of a loaded job. launchctl(1): "This output is NOT API in any sense at all." So
 * it is read tolerantly, for people's eyes: whether a job is loaded is told by the exit code alone.
 *
 * @param values by key, of the outermost block
 */
record ServicePrint(Map<String, String> values) {

    ServicePrint {
        values = Map.copyOf(values);
    }

    /**
     * Reads the lines with exactly one leading tab: the inner blocks, and arguments, repeat the keys further in. Of two
     * lines of one key the first counts.
     */
    static ServicePrint parse(String output) {
        Map<String, String> values = new HashMap<>();
        for (String line : output.split("\n", -1)) {
            int equals = line.indexOf(" = ");
            if (equals > 1 && line.charAt(0) == '\t' && line.charAt(1) != '\t' && !line.endsWith(" = {")) {
                values.putIfAbsent(
                        line.substring(1, equals), line.substring(equals + 3).strip());
            }
        }
        return new ServicePrint(values);
    }

    /** Returns the file that it was loaded from. */
    Optional<String> path() {
        return Optional.ofNullable(values.get("path"));
    }

    /** Returns why launchd holds its own starts of the job back, if it does. */
    Optional<String> heldBecause() {
        return Optional.ofNullable(values.get("pended nondemand spawn"));
    }

    /** Returns the number before any name, as in {@code 78: EX_CONFIG}; empty if it never ended, or by a signal. */
    Optional<Integer> lastExitCode() {
        String text = values.getOrDefault("last exit code", "");
        int colon = text.indexOf(':');
        String number = colon < 0 ? text : text.substring(0, colon);
        return number.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }
}
