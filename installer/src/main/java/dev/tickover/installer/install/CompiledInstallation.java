package dev.tickover.installer.install;

import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanExecutor;
import dev.tickover.backend.StepFailedException;
import dev.tickover.installer.UserException;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.ExitCode;
import dev.tickover.state.AppFolder;
import dev.tickover.state.DueCache;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what tick clients read, without any OS entry: for the foreground runner. */
public final class CompiledInstallation {

    private final Platform platform;
    private final TickRuntime runtime;
    private final AppFolder folder;

    /**
     * Makes an installation.
     *
     * @param platform the machine and the user
     * @param runtime the tick runtime
     * @param folder the application's state folder
     */
    public CompiledInstallation(Platform platform, TickRuntime runtime, AppFolder folder) {
        this.platform = platform;
        this.runtime = runtime;
        this.folder = folder;
    }

    /**
     * Writes the compiled application and its schedules.
     *
     * @param request what to write
     * @param backend what stands for a backend
     * @throws IOException if the state folder cannot be read or written
     */
    public void write(InstallRequest request, String backend) throws IOException {
        folder.create();
        runtime.prepare();
        Compilation compilation = new Compilation(folder, request, platform);
        InstalledApp app = compilation.app(backend, List.of(), Map.of(), Optional.empty(), runtime.folder());
        request.app().schedules().forEach(schedule -> DueCache.forget(folder, schedule.name()));
        try {
            FirstStates.write(folder, request.app(), platform.clocks());
            new PlanExecutor(
                            platform.runner(),
                            step -> {},
                            Optional.of(folder.path().toPath()))
                    .apply(new Plan(compilation.steps(app)));
        } catch (StepFailedException failed) {
            throw new UserException(ExitCode.FAILED, failed.getMessage(), "nothing was changed");
        }
        InstallationEvents.installed(folder, request.app(), platform);
    }
}
