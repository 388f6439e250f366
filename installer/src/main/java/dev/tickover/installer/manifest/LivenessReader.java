package dev.tickover.installer.manifest;

import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the table {@code [liveness]}. */
final class LivenessReader {

    private final TableReader table;
    private final boolean startable;

    LivenessReader(TableReader table, boolean startable) {
        this.table = table;
        this.startable = startable;
    }

    Liveness read() {
        Liveness usual = Liveness.DEFAULT;
        Duration staleAfter = table.duration(ManifestKey.STALE_AFTER).orElse(usual.staleAfter());
        List<String> notify = table.command(ManifestKey.NOTIFY).orElse(usual.notifyCommand());
        Duration sweep = table.duration(ManifestKey.SWEEP).orElse(usual.sweep());
        return new Liveness(staleAfter, onHung(usual.onHung()), notify, sweep);
    }

    private OnHung onHung(OnHung usual) {
        Optional<OnHung> given = table.choice(ManifestKey.ON_HUNG, OnHung.class);
        OnHung onHung = given.orElse(usual);
        boolean misread = given.isEmpty() && table.has(ManifestKey.ON_HUNG);
        if (!misread) {
            checkCompanions(onHung);
        }
        return onHung;
    }

    private void checkCompanions(OnHung onHung) {
        if (onHung == OnHung.RESTART && !startable) {
            table.refuse(
                    ManifestKey.ON_HUNG,
                    "[app] start is missing",
                    "say how to start the application: start = [\"/opt/…\"]");
        }
        if (onHung == OnHung.NOTIFY && !table.has(ManifestKey.NOTIFY)) {
            table.refuse(
                    ManifestKey.ON_HUNG,
                    "notify is missing",
                    "say what to run: notify = [\"/usr/bin/notify-send\", …]");
        }
        if (onHung != OnHung.NOTIFY && table.has(ManifestKey.NOTIFY)) {
            table.refuse(ManifestKey.NOTIFY, "it runs only with on-hung = \"notify\"", "add that, or remove it");
        }
    }
}
