package dev.tickover.installer.doctor;

import dev.tickover.installer.install.StateFolders;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the folders of all applications: room, names that collide, and applications installed twice. */
final class FoldersCheck implements Check<ExaminedMachine> {

    /** Less room than this may not hold the next states and a day of history. */
    private static final long LEAST_ROOM = 16L << 20;

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.DISK_FULL, CheckId.APP_ID_CASE_COLLISION, CheckId.DUPLICATE_INSTALL);
    }

    @Override
    public List<Finding> look(ExaminedMachine machine) {
        List<Finding> findings = new ArrayList<>();
        findFullDisk(machine, findings);
        for (AppFolder folder : machine.apps()) {
            findTwin(folder, findings);
            findDuplicate(machine, folder, findings);
        }
        return findings;
    }

    private static void findFullDisk(ExaminedMachine machine, List<Finding> findings) {
        Path folder = machine.folders(Scope.USER).states();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            return;
        }
        Optional<Long> room = machine.files().room(folder);
        if (room.isPresent() && room.get() < LEAST_ROOM) {
            findings.add(Finding.ofMachine(
                    CheckId.DISK_FULL,
                    "only " + (room.get() >> 10) + " KiB are left for " + folder
                            + ": a state that cannot be written means no tick",
                    "make room on the disk that holds " + folder));
        }
    }

    private static void findTwin(AppFolder folder, List<Finding> findings) {
        String id = folder.path().getName();
        StateFolders.caseTwin(folder.path().toPath())
                .ifPresent(twin -> findings.add(new Finding(
                        CheckId.APP_ID_CASE_COLLISION,
                        Optional.of(id),
                        id + " and " + twin + " differ only in case: moved to another system they would share a folder",
                        "tickover uninstall " + twin + " --purge, and give it another id")));
    }

    private static void findDuplicate(ExaminedMachine machine, AppFolder folder, List<Finding> findings) {
        String id = folder.path().getName();
        Folders ofMachine = machine.folders(Scope.SYSTEM);
        Path other = ofMachine.state(id);
        boolean isUsers =
                machine.folders(Scope.USER).state(id).equals(folder.path().toPath());
        if (isUsers && !other.equals(folder.path().toPath()) && new AppFolder(other.toFile()).exists()) {
            findings.add(new Finding(
                    CheckId.DUPLICATE_INSTALL,
                    Optional.of(id),
                    "it is installed for you and for the machine (" + other + "): each ticks by itself",
                    "tickover uninstall " + id));
        }
    }
}
