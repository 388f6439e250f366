package dev.tickover.systemd;

import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Looks at an application's units on disk and in the manager: one {@code systemctl show} for all of them.
 *
 * @param folder the unit files
 * @param names how the units are named
 * @param systemctl makes the command
 * @param runner runs it
 */
record Inspection(UnitFolder folder, UnitNames names, Systemctl systemctl, CommandRunner runner) {

    Inventory inventory() {
        SortedSet<String> entries = folder.entries();
        if (entries.isEmpty()) {
            return Inventory.EMPTY;
        }
        List<String> units = new ArrayList<>();
        entries.forEach(entry -> units.addAll(List.of(names.timer(entry), names.service(entry))));
        CommandResult result = runner.run(systemctl.command(units, "show", "--property=" + UnitProperties.ASKED));
        Map<String, Found> found = new HashMap<>();
        if (result instanceof CommandResult.Exited exited && exited.code() == 0) {
            Map<String, UnitProperties> states = UnitProperties.parse(exited.out());
            entries.forEach(entry -> found.put(entry, look(entry, states)));
        } else {
            entries.forEach(entry -> found.put(entry, unanswered(entry, result)));
        }
        return new Inventory(found);
    }

    private Found look(String entry, Map<String, UnitProperties> states) {
        UnitProperties timer = states.getOrDefault(names.timer(entry), UnitProperties.NONE);
        UnitProperties service = states.getOrDefault(names.service(entry), UnitProperties.NONE);
        Map<Path, String> documents = folder.documents(entry);
        List<Problem> problems = new ArrayList<>();
        findLoadProblems(names.timer(entry), timer, documents, problems);
        findLoadProblems(names.service(entry), service, documents, problems);
        boolean enabled = timer.is("UnitFileState", "enabled") || folder.isLinked(entry);
        boolean active = timer.is("ActiveState", "active");
        Optional<java.time.Instant> next = timer.instant("NextElapseUSecRealtime");
        if (timer.is("LoadState", "loaded")) {
            addIf(!enabled, Problems.DISABLED, problems);
            addIf(!active, Problems.INACTIVE, problems);
            addIf(active && next.isEmpty(), Problems.NO_NEXT, problems);
        }
        addIf(timer.is("NeedDaemonReload", "yes") || service.is("NeedDaemonReload", "yes"), Problems.UNREAD, problems);
        String dropIns = (timer.get("DropInPaths") + " " + service.get("DropInPaths")).strip();
        addIf(!dropIns.isEmpty(), Problems.dropIns(dropIns), problems);
        return new Found(documents, enabled, active, next, problems);
    }

    private void findLoadProblems(
            String unit, UnitProperties state, Map<Path, String> documents, List<Problem> problems) {
        Path path = folder.folder().resolve(unit);
        String loaded = state.get("LoadState");
        String fragment = state.get("FragmentPath");
        if (folder.isMasked(unit) || loaded.equals("masked")) {
            problems.add(Problems.masked(unit));
        } else if (!documents.containsKey(path)) {
            problems.add(Problems.missing(unit));
        } else if (!loaded.equals("loaded")) {
            problems.add(Problems.notLoaded(unit, loaded));
        } else if (!fragment.equals(path.toString())) {
            problems.add(Problems.elsewhere(unit, fragment));
        }
    }

    private Found unanswered(String entry, CommandResult result) {
        return new Found(
                folder.documents(entry),
                folder.isLinked(entry),
                false,
                Optional.empty(),
                List.of(Problems.unanswered(result.summary())));
    }

    private static void addIf(boolean wrong, Problem problem, List<Problem> problems) {
        if (wrong) {
            problems.add(problem);
        }
    }
}
