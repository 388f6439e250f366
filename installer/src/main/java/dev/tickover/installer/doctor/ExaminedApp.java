package dev.tickover.installer.doctor;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Translation;
import dev.tickover.installer.install.DeploymentAssembly;
import dev.tickover.installer.runtime.RuntimeRecord;
import dev.tickover.schedule.DueInstants;
import dev.tickover.state.AppFolder;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Is an installed application that checks look at.
 *
 * @param machine where it is
 * @param folder its state folder
 * @param app what is compiled of it
 * @param schedules its schedules
 * @param backend what holds its entries; empty for the foreground runner
 * @param inventory its entries as they stand; empty if the scheduler could not be asked, or there is none
 */
record ExaminedApp(
        ExaminedMachine machine,
        AppFolder folder,
        InstalledApp app,
        List<InstalledSchedule> schedules,
        Optional<Backend> backend,
        Optional<Inventory> inventory) {

    Finding finding(CheckId check, String what, String mend) {
        return new Finding(check, Optional.of(app.id()), what, mend);
    }

    /** Says that a finding is mended by the fix of its check. */
    Finding fixable(CheckId check, String what) {
        return finding(check, what, "tickover doctor " + app.id() + " --fix " + check.id());
    }

    Path path() {
        return folder.path().toPath();
    }

    AppAddress address() {
        return new AppAddress(app.id(), app.scope());
    }

    /** Returns the command that the tick runtime of the entries was recorded with; empty if the runtime is gone. */
    Optional<List<String>> command() {
        return RuntimeRecord.read(Path.of(app.runtime())).map(RuntimeRecord::command);
    }

    /** Renders what its entries would be with another Java and in another zone. */
    Translation translation(Optional<Path> java, ZoneId zone) {
        Backend scheduler = backend.orElseThrow();
        // Where the runtime is gone, the names of the entries are all that can be known.
        List<String> tick = new ArrayList<>(command().orElse(List.of("/gone")));
        java.ifPresent(path -> tick.set(0, path.toString()));
        tick.addAll(List.of("--dir", path().toString()));
        return scheduler.translate(
                new DeploymentAssembly(machine.platform(), scheduler).ofInstalled(app, schedules, path(), tick, zone));
    }

    Translation translation() {
        return translation(Optional.empty(), machine.platform().clocks().zone());
    }

    DueInstants dueInstants(InstalledSchedule installed) {
        return DueInstants.of(
                installed.schedule().recurrence(), machine.platform().clocks().zone(), installed.offset());
    }
}
