package dev.tickover.installer.doctor;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Translation;
import dev.tickover.schedule.App;
import dev.tickover.schedule.DueInstants;
import dev.tickover.state.AppFolder;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
record Patient(
        Machine machine,
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

    /** Puts the application together again from what was compiled. */
    App whole() {
        return new App(
                app.id(),
                app.name(),
                app.start(),
                app.liveness(),
                schedules.stream().map(InstalledSchedule::schedule).toList());
    }

    /** Renders what its entries would be with another Java and in another zone. */
    Translation translation(Path javaHome, ZoneId zone) {
        Backend scheduler = backend.orElseThrow();
        Deployment deployment = new Deployment(
                whole(),
                app.scope(),
                path(),
                machine.runtime(app.scope(), javaHome).tickCommand(Path.of(app.runtime()), path()),
                scheduler.documentFolder(app.scope(), machine.surroundings().environment()),
                zone,
                schedules.stream()
                        .collect(Collectors.toMap(
                                installed -> installed.schedule().name(), InstalledSchedule::offset)));
        return scheduler.translate(deployment);
    }

    Translation translation() {
        return translation(machine.javaHome(), machine.surroundings().clocks().zone());
    }

    DueInstants dueInstants(InstalledSchedule installed) {
        return DueInstants.of(
                installed.schedule().recurrence(),
                machine.surroundings().clocks().zone(),
                installed.offset());
    }
}
