package dev.tickover.installer.runner;

import dev.tickover.installer.UserException;
import dev.tickover.installer.install.CompiledInstallation;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.ExitCode;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.util.function.Consumer;

/** Holds an application compiled while the foreground runner serves it. */
public final class ForegroundInstallation {

    /** What stands for a backend in the compiled application. */
    public static final String NAME = "run";

    private ForegroundInstallation() {}

    /**
     * Compiles an application and makes its runner.
     *
     * @param platform the machine and the user
     * @param runtime the tick runtime
     * @param folder the application's state folder
     * @param request what to run
     * @param problems is told what goes wrong later, one line each
     * @return the runner
     * @throws IOException if the state folder cannot be read or written
     * @throws UserException if the application is installed with an OS scheduler
     */
    public static ForegroundRunner prepare(
            Platform platform, TickRuntime runtime, AppFolder folder, InstallRequest request, Consumer<String> problems)
            throws IOException {
        if (folder.exists() && !Compiled.app(folder).backend().equals(NAME)) {
            throw new UserException(
                    ExitCode.FAILED,
                    request.app().id() + " is installed with "
                            + Compiled.app(folder).backend() + " already, which pulses it",
                    "uninstall it first: tickover uninstall " + request.app().id());
        }
        new CompiledInstallation(platform, runtime, folder).write(request, NAME);
        InstalledApp app = Compiled.app(folder);
        return new ForegroundRunner(
                platform.clocks(),
                runtime.tickCommand(folder.path().toPath()),
                Compiled.schedules(folder, app),
                app.liveness().sweep(),
                problems);
    }
}
