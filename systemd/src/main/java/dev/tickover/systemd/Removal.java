package dev.tickover.systemd;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Step;
import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Plans the removal of entries: no unit, link, stamp or drop-in stays behind.
 *
 * <p>The order holds because each command needs the unit file that a later step deletes. {@code stop} comes first, since
 * {@code clean} refuses an active timer; a stamp left behind would make the timer fire at once if it were ever installed
 * again (systemd.timer(5), {@code Persistent=}).
 *
 * <p>Drop-ins of these units go too, though a user wrote them: they would come into force, unseen, with a later
 * installation.
 */
final class Removal {

    /** systemctl(1), "Exit status": 5 for a unit that is not loaded, 1 for one that is not there or is masked. */
    private static final Set<Integer> GONE_IS_FINE = Set.of(0, 1, 5);

    private final Systemctl systemctl;
    private final UnitNames names;
    private final SortedMap<String, Found> doomed;

    Removal(Systemctl systemctl, UnitNames names, SortedMap<String, Found> doomed) {
        this.systemctl = systemctl;
        this.names = names;
        this.doomed = doomed;
    }

    /** Returns the timers that are to run again after a roll back. */
    List<String> active() {
        return timers(doomed, Found::active);
    }

    /** Returns the timers that are to be enabled again after a roll back. */
    List<String> enabled() {
        return timers(doomed, Found::enabled);
    }

    /** Takes the timers out of force; the unit files are still there. */
    List<Step> disarm() {
        List<String> timers = timers(doomed, found -> true);
        // A name that has neither file nor link would make disable refuse them all.
        List<String> known = timers(doomed, found -> found.enabled() || hasTimer(found));
        List<Step> steps = new ArrayList<>();
        systemctl.run("stop the timers", GONE_IS_FINE, timers, "stop").ifPresent(steps::add);
        systemctl.run("disable the timers", GONE_IS_FINE, known, "disable").ifPresent(steps::add);
        systemctl
                .run("remove the timers' stamps", GONE_IS_FINE, timers, "clean", "--what=state")
                .ifPresent(steps::add);
        return steps;
    }

    /** Ends ticks that are running. */
    List<Step> stopServices() {
        List<Step> steps = new ArrayList<>();
        systemctl.run("stop the ticks", GONE_IS_FINE, services(), "stop").ifPresent(steps::add);
        return steps;
    }

    /** Deletes the units and their drop-ins. */
    List<Step> delete() {
        List<Step> steps = new ArrayList<>();
        Set<Path> folders = new LinkedHashSet<>();
        for (Found found : doomed.values()) {
            for (Path path : found.documents().keySet().stream().sorted().toList()) {
                steps.add(new Step.Delete(path));
                Path folder = path.getParent();
                if (folder != null && folder.toString().endsWith(".d")) {
                    folders.add(folder);
                }
            }
        }
        for (Path folder : folders) {
            steps.add(new Step.AfterUndo(Command.of("mkdir", "-p", folder.toString())));
            steps.add(removeFolder(folder));
        }
        return steps;
    }

    /** Has systemd forget failures, which would keep a unit listed that is gone; the units were read anew before. */
    List<Step> forget() {
        List<String> units = new ArrayList<>(timers(doomed, found -> true));
        units.addAll(services());
        List<Step> steps = new ArrayList<>();
        systemctl
                .run("forget the units' failures", GONE_IS_FINE, units, "reset-failed")
                .ifPresent(steps::add);
        return steps;
    }

    private static Step removeFolder(Path folder) {
        String path = folder.toString();
        // 1: there is still something in it that is no drop-in.
        return new Step.Run(Command.of("rmdir", path), "remove the folder " + path, Set.of(0, 1), Optional.empty());
    }

    private List<String> services() {
        return doomed.keySet().stream().map(names::service).toList();
    }

    private List<String> timers(Map<String, Found> entries, Predicate<Found> which) {
        return entries.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> names.timer(entry.getKey()))
                .toList();
    }

    private static boolean hasTimer(Found found) {
        return found.documents().keySet().stream()
                .anyMatch(path -> path.toString().endsWith(UnitNames.TIMER));
    }
}
