package dev.tickover.installer.manifest;

import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.WhenAbsent;

/** Checks that the rules of one schedule do not contradict each other, and notes those without effect. */
final class ScheduleRules {

    private final TableReader table;
    private final boolean startable;

    ScheduleRules(TableReader table, boolean startable) {
        this.table = table;
        this.startable = startable;
    }

    void check() {
        boolean command = table.has(ManifestKey.RUN);
        if (command && table.has(ManifestKey.WHEN_ABSENT)) {
            table.refuse(
                    ManifestKey.WHEN_ABSENT,
                    "contradicts run: a command needs no running application",
                    "remove one of the two");
        } else if (is(ManifestKey.WHEN_ABSENT, WhenAbsent.START) && !startable) {
            table.refuse(
                    ManifestKey.WHEN_ABSENT,
                    "[app] start is missing",
                    "say how to start the application: start = [\"/opt/…\"]");
        }
        noteWithoutEffect(command && table.has(ManifestKey.GRACE), ManifestKey.GRACE, "run");
        boolean each = is(ManifestKey.CATCH_UP, CatchUp.EACH);
        noteWithoutEffect(
                table.has(ManifestKey.MAX_CATCH_UP) && !each, ManifestKey.MAX_CATCH_UP, "catch-up other than \"each\"");
        boolean none = is(ManifestKey.CATCH_UP, CatchUp.NONE);
        noteWithoutEffect(
                table.has(ManifestKey.CATCH_UP_WINDOW) && none, ManifestKey.CATCH_UP_WINDOW, "catch-up = \"none\"");
    }

    private boolean is(ManifestKey key, Enum<?> choice) {
        return Choices.name(choice).equals(table.value(key));
    }

    private void noteWithoutEffect(boolean without, ManifestKey key, String with) {
        if (without) {
            table.problems().note(table.pathOf(key), "has no effect with " + with);
        }
    }
}
