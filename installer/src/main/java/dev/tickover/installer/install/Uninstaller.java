package dev.tickover.installer.install;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanExecutor;
import dev.tickover.backend.StepFailedException;
import dev.tickover.installer.UserException;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.FileLock;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes an application from the scheduler, and its state if that is wanted. */
public final class Uninstaller {

    private final Platform platform;
    private final TickRuntime runtime;
    private final AppFolder folder;

    /**
     * Makes an uninstaller.
     *
     * @param platform the machine and the user
     * @param runtime the tick runtime
     * @param folder the application's state folder
     */
    public Uninstaller(Platform platform, TickRuntime runtime, AppFolder folder) {
        this.platform = platform;
        this.runtime = runtime;
        this.folder = folder;
    }

    /**
     * Uninstalls.
     *
     * @param address the application
     * @param backend the scheduler that has its entries; empty if none was ever used
     * @param purge whether to delete its state and history too
     * @return what was done, one line each
     * @throws IOException if a file cannot be deleted
     * @throws UserException if the scheduler refuses; everything is as it was
     */
    @SuppressWarnings("try") // the lock is held, not used
    public List<String> uninstall(AppAddress address, Optional<Backend> backend, boolean purge) throws IOException {
        List<String> done = new ArrayList<>();
        if (folder.path().isDirectory()) {
            try (FileLock lock = FileLock.take(folder.lockOf("install"))) {
                uninstallLocked(address, backend, purge, done);
            }
        }
        StateFolders.tidy(platform.environment(), address.scope(), runtime);
        return done;
    }

    private void uninstallLocked(AppAddress address, Optional<Backend> backend, boolean purge, List<String> done)
            throws IOException {
        if (backend.isPresent()) {
            removeEntries(address, backend.get(), done);
        }
        boolean wasThere = folder.exists();
        // The application first: a tick client that starts meanwhile finds it gone, and no half of it.
        Files.deleteIfExists(folder.app().toPath());
        List<String> schedules = StateFolders.schedules(folder);
        for (String schedule : schedules) {
            Files.deleteIfExists(folder.schedule(schedule).toPath());
        }
        if (!purge) {
            InstallationEvents.uninstalled(folder, schedules, platform);
        }
        if (wasThere) {
            done.add("forget what was compiled from the manifest");
        }
        if (purge) {
            StateFolders.delete(folder.path().toPath());
            done.add("delete the state and history in " + folder.path());
        }
    }

    private void removeEntries(AppAddress address, Backend backend, List<String> done) {
        Plan plan = backend.uninstall(
                address, backend.inspect(address, platform.environment(), platform.runner()), platform.environment());
        try {
            new PlanExecutor(platform.runner(), done::add).explainedBy(backend).apply(plan);
        } catch (StepFailedException failed) {
            throw new UserException(
                    failed.isNotPermitted() ? ExitCode.NOT_PERMITTED : ExitCode.FAILED,
                    failed.getMessage(),
                    "nothing was removed; mend it and run uninstall again");
        }
    }
}
