package dev.tickover.systemd;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    private final UnitFolder folder;
    private final UnitNames names;
    private final Optional<Path> stamps;
    private final SortedMap<String, Found> doomed;

    /**
     * Makes a removal.
     *
     * @param systemctl the manager's
     * @param folder where the units are
     * @param stamps where the manager keeps the timers' stamps, if that is known
     * @param doomed the entries to remove
     */
    Removal(Systemctl systemctl, UnitFolder folder, Optional<Path> stamps, SortedMap<String, Found> doomed) {
        this.systemctl = systemctl;
        this.folder = folder;
        this.names = folder.names();
        this.stamps = stamps;
        this.doomed = doomed;
    }

    boolean isEmpty() {
        return doomed.isEmpty();
    }

    /** Returns the timers that are to run again after a roll back. */
    List<String> active() {
        return timers(Found::active);
    }

    /** Returns the timers that are to be enabled again after a roll back. */
    List<String> enabled() {
        return timers(Found::enabled);
    }

    /** Takes the timers out of force; the unit files are still there. */
    List<PlanStep> disarm() {
        List<String> timers = timers(found -> true);
        // A name that has neither file nor link would make disable refuse them all.
        List<String> known = doomed.entrySet().stream()
                .filter(each -> each.getValue().enabled()
                        || each.getValue().documents().containsKey(folder.unit(names.timer(each.getKey()))))
                .map(each -> names.timer(each.getKey()))
                .toList();
        List<PlanStep> steps = new ArrayList<>(systemctl.run("stop the timers", GONE_IS_FINE, timers, "stop"));
        steps.addAll(systemctl.run("disable the timers", GONE_IS_FINE, known, "disable"));
        steps.addAll(systemctl.run("remove the timers' stamps", GONE_IS_FINE, timers, "clean", "--what=state"));
        removeStamps(timers).ifPresent(steps::add);
        return steps;
    }

    /**
     * Removes the stamps that {@code clean} left: alone among these verbs it needs the message bus (measured with systemd
     * 252), which a machine may lack; and it refuses a timer whose unit file is missing.
     */
    private Optional<PlanStep> removeStamps(List<String> timers) {
        if (stamps.isEmpty() || timers.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("rm", "-f"));
        timers.forEach(
                timer -> command.add(stamps.get().resolve("stamp-" + timer).toString()));
        return Optional.of(run("remove the timers' stamps, should any be left", Set.of(0), command));
    }

    /** Ends ticks that are running. */
    List<PlanStep> stopServices() {
        return systemctl.run("stop the ticks", GONE_IS_FINE, services(), "stop");
    }

    /** Deletes the units, their drop-ins, and what systemctl leaves of an entry that is in pieces. */
    List<PlanStep> delete() {
        List<PlanStep> steps = new ArrayList<>();
        Set<Path> folders = new LinkedHashSet<>();
        for (Found found : doomed.values()) {
            for (Path path : found.documents().keySet().stream().sorted().toList()) {
                steps.add(new PlanStep.Delete(path));
                if (path.getParent() != null && !path.getParent().equals(folder.folder())) {
                    folders.add(path.getParent());
                }
            }
        }
        folders.forEach(each -> steps.addAll(removeFolder(each)));
        doomed.forEach((entry, found) -> steps.addAll(removePieces(entry, found)));
        return steps;
    }

    /** Has systemd forget failures, which would keep a unit listed that is gone; the units were read anew before. */
    List<PlanStep> forget() {
        List<String> units = new ArrayList<>(timers(found -> true));
        units.addAll(services());
        return systemctl.run("forget the units' failures", GONE_IS_FINE, units, "reset-failed");
    }

    private static List<PlanStep> removeFolder(Path folder) {
        String path = folder.toString();
        // 1: there is still something in it that is no drop-in.
        return List.of(
                new PlanStep.AfterUndo(Command.of("mkdir", "-p", path)),
                run("remove the folder " + path, Set.of(0, 1), List.of("rmdir", path)));
    }

    /**
     * Removes an entry of which a unit file is missing or is a link. For such a one {@code disable} leaves the link that
     * enables it, if it is masked.
     */
    private List<PlanStep> removePieces(String entry, Found found) {
        List<String> units = List.of(names.timer(entry), names.service(entry));
        if (units.stream().allMatch(unit -> found.documents().containsKey(folder.unit(unit)))) {
            return List.of();
        }
        List<String> command =
                new ArrayList<>(List.of("rm", "-f", folder.link(entry).toString()));
        for (String unit : units) {
            if (!found.documents().containsKey(folder.unit(unit))) {
                command.add(folder.unit(unit).toString());
            }
        }
        List<PlanStep> steps = new ArrayList<>();
        steps.addAll(systemctl.afterUndo(found.unitsWith(Problem.Kind.MASKED), "mask"));
        steps.add(run("remove what is left of " + names.timer(entry), Set.of(0), command));
        return steps;
    }

    private static PlanStep run(String purpose, Set<Integer> accepted, List<String> command) {
        return new PlanStep.Run(Command.of(command), purpose, accepted);
    }

    private List<String> services() {
        return doomed.keySet().stream().map(names::service).toList();
    }

    private List<String> timers(Predicate<Found> which) {
        return doomed.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> names.timer(entry.getKey()))
                .toList();
    }
}
