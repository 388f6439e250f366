package dev.tickover.installer.doctor;

import dev.tickover.installer.UserException;
import dev.tickover.installer.install.DeploymentAssembly;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Installer;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.SmallFiles;
import dev.tickover.schedule.App;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Mends, one check at a time, what can be mended without asking. */
public final class Fixes {

    private final ExaminedMachine machine;

    /**
     * Makes the fixes of a machine.
     *
     * @param machine the machine
     */
    public Fixes(ExaminedMachine machine) {
        this.machine = machine;
    }

    /**
     * Mends what a check found.
     *
     * @param finding what it found
     * @return what was done
     * @throws IOException if a file cannot be read or written
     * @throws UserException if it cannot be mended; everything is as it was
     */
    public FixResult mend(Finding finding) throws IOException {
        if (!finding.check().isFixable()) {
            throw new UserException(
                    ExitCode.FAILED, finding.check().id() + " has no automatic fix", "to mend it: " + finding.mend());
        }
        return switch (finding.check()) {
            case LINGER_OFF -> linger();
            case STATE_OPEN -> close(folder(finding));
            case STATE_DAMAGED -> putAside(folder(finding));
            default -> installAgain(folder(finding));
        };
    }

    private AppFolder folder(Finding finding) {
        String id = finding.app().orElseThrow();
        return machine.apps().stream()
                .filter(folder -> folder.path().getName().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private FixResult linger() {
        CommandResult result = machine.platform().runner().run(Lingering.command(machine, "enable-linger"));
        if (!result.succeeded()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "could not run " + Lingering.enable(machine) + ": " + result.summary(),
                    "an administrator may: sudo " + Lingering.enable(machine));
        }
        return new FixResult(
                List.of("ran " + Lingering.enable(machine)),
                Lingering.command(machine, "disable-linger").text());
    }

    private static FixResult close(AppFolder folder) {
        SmallFiles.keepPrivate(folder.path());
        return new FixResult(
                List.of("took all rights from others to " + folder.path()), "chmod go+rx " + folder.path());
    }

    /** Nothing is deleted: a damaged file may be all that is left of something. */
    private FixResult putAside(AppFolder folder) throws IOException {
        String now = UtcText.format(machine.now()).replace(':', '-');
        Path aside = folder.path().toPath().resolve("damaged").resolve(now);
        List<String> done = new ArrayList<>();
        for (Path file : StateCheck.files(folder.path().toPath())) {
            if (StateCheck.isDamaged(file)) {
                Files.createDirectories(aside);
                Path target = aside.resolve(file.getFileName());
                Files.move(file, target);
                done.add("moved " + file + " to " + target);
            }
        }
        return new FixResult(done, "move the files back");
    }

    /** Installs what was compiled, with the Java, zone and tick client of now: one transaction, verified in force. */
    private FixResult installAgain(AppFolder folder) throws IOException {
        InstalledApp app = Compiled.app(folder);
        App whole = DeploymentAssembly.whole(app, Compiled.schedules(folder, app));
        Installer installer = new Installer(
                machine.platform(),
                machine.backends().named(app.backend()).orElseThrow(),
                machine.runtime(app.scope()),
                folder);
        List<String> done = installer
                .install(new InstallRequest(whole, app.scope(), Path.of(app.manifest())))
                .steps();
        return new FixResult(
                done,
                "the entries are as the manifest has them; to change them, change it; to remove them: tickover uninstall "
                        + app.id());
    }
}
