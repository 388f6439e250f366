package dev.tickover.installer.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Is a table of the manifest. Together with {@link ManifestKey} it is the one description of what a manifest holds. */
enum ManifestTable {
    APP("app", "The application that is kept ticking."),
    LIVENESS("liveness", "When the application counts as hung, and what follows."),
    LAUNCHD("launchd", "What only launchd makes use of, the scheduler of macOS."),
    SCHEDULE("schedule.NAME", "One schedule: when a tick is due, and the rules that hold for it."),
    RETRY("schedule.NAME.retry", "How a failed tick is tried again; without it, it is not.");

    private final String path;
    private final String explanation;

    ManifestTable(String path, String explanation) {
        this.path = path;
        this.explanation = explanation;
    }

    /** The dotted path; {@code NAME} stands for the name of a schedule. */
    String path() {
        return path;
    }

    String explanation() {
        return explanation;
    }

    /** The first part of the path: the key at the top of the file. */
    String root() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    List<ManifestKey> keys() {
        return Stream.of(ManifestKey.values())
                .filter(key -> key.table() == this)
                .toList();
    }

    List<String> keyNames() {
        return keys().stream().map(ManifestKey::text).toList();
    }

    Optional<ManifestKey> key(String name) {
        return keys().stream().filter(key -> key.text().equals(name)).findFirst();
    }

    /** The keys that may stand at the top of the file. */
    static List<String> roots() {
        return Stream.of(values()).map(ManifestTable::root).distinct().toList();
    }
}
