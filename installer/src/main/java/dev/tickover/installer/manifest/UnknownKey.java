package dev.tickover.installer.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Advises on keys and tables that no manifest has. */
final class UnknownKey {

    private UnknownKey() {}

    /** Advises on a key of a table: the nearest of its own keys, or the table that has such a key. */
    static String advice(String name, ManifestTable table) {
        String allowed = "allowed keys: " + String.join(", ", table.keyNames());
        Optional<String> elsewhere = Stream.of(ManifestTable.values())
                .filter(other -> other.key(name).isPresent())
                .map(other -> "it belongs in [" + other.path() + "]; ")
                .findFirst();
        return elsewhere
                        .or(() -> NearestName.of(name, table.keyNames()).map(UnknownKey::didYouMean))
                        .orElse("")
                + allowed;
    }

    /** Advises on a key at the top of the file. */
    static String adviceAtTop(String name, Object value) {
        String allowed = "allowed tables: [app], [liveness], [launchd], [schedule.NAME]";
        Optional<String> nearest = NearestName.of(name, ManifestTable.roots());
        if (nearest.isPresent()) {
            return didYouMean(nearest.get()) + allowed;
        }
        if (value instanceof Map<?, ?> table
                && ManifestTable.SCHEDULE.keyNames().stream().anyMatch(table::containsKey)) {
            return "a schedule is a table [schedule." + Quoted.cut(name) + "]";
        }
        return Stream.of(ManifestTable.values())
                        .filter(other -> other.key(name).isPresent())
                        .map(other -> "it belongs in [" + other.path() + "]; ")
                        .findFirst()
                        .orElse("")
                + allowed;
    }

    static String didYouMean(String name) {
        return "did you mean \"" + name + "\"? ";
    }

    /** Suggests names where there may be several. */
    static String didYouMean(List<String> names) {
        return names.isEmpty()
                ? ""
                : "did you mean "
                        + String.join(" or ", names.stream().map(Quoted::text).toList()) + "? ";
    }
}
