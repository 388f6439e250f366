package dev.tickover.installer.install;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanExecutor;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.StepFailedException;
import dev.tickover.backend.Translation;
import dev.tickover.installer.UserException;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.FileLock;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.DueCache;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Installs or upgrades an application in one transaction: all of it, or everything is as it was. */
public final class Installer {

    private final Platform platform;
    private final Backend backend;
    private final TickRuntime runtime;
    private final AppFolder folder;

    /**
     * Makes an installer.
     *
     * @param platform the machine and the user
     * @param backend the scheduler
     * @param runtime the tick runtime
     * @param folder the application's state folder
     */
    public Installer(Platform platform, Backend backend, TickRuntime runtime, AppFolder folder) {
        this.platform = platform;
        this.backend = backend;
        this.runtime = runtime;
        this.folder = folder;
    }

    /**
     * Works out what an installation would do. Writes nothing.
     *
     * @param request what to install
     * @return the steps; none if everything is in force already
     * @throws IOException if what is there cannot be read
     */
    public Plan plan(InstallRequest request) throws IOException {
        return work(request).whole();
    }

    /**
     * Installs.
     *
     * @param request what to install
     * @return what was done
     * @throws IOException if the state folder cannot be read or written
     * @throws UserException if a step failed; everything is as it was
     */
    @SuppressWarnings("try") // the lock is held, not used
    public InstallReport install(InstallRequest request) throws IOException {
        boolean folderIsNew = !folder.path().exists();
        folder.create();
        try (FileLock lock = FileLock.take(folder.lockOf("install"))) {
            // Another installation, which failed, may have removed what it had made.
            folder.create();
            return installLocked(request);
        } catch (IOException | RuntimeException failed) {
            if (folderIsNew) {
                StateFolders.delete(folder.path().toPath());
            }
            throw failed;
        } finally {
            StateFolders.tidy(platform.environment(), request.scope(), runtime);
        }
    }

    private InstallReport installLocked(InstallRequest request) throws IOException {
        List<String> done = new ArrayList<>();
        if (runtime.prepare()) {
            done.add("make the tick runtime " + runtime.folder());
            runtime.record().ifPresent(record -> done.add("  " + record.text()));
        }
        Work work = work(request);
        if (work.whole().isEmpty()) {
            return new InstallReport(done, List.of(), List.of(), work.translation());
        }
        for (Schedule schedule : request.app().schedules()) {
            DueCache.forget(folder, schedule.name());
        }
        List<String> fresh = carryOut(request, work, done);
        InstallationEvents.uninstalled(folder, work.gone(), platform);
        FirstStates.forget(folder, work.gone());
        InstallationEvents.installed(folder, request.app(), platform);
        return new InstallReport(done, kick(request, fresh), work.gone(), work.translation());
    }

    /** Returns the names of the schedules that are new. */
    private List<String> carryOut(InstallRequest request, Work work, List<String> done) throws IOException {
        List<String> fresh = FirstStates.write(folder, request.app(), platform.clocks());
        PlanExecutor executor = new PlanExecutor(
                        platform.runner(), done::add, Optional.of(folder.path().toPath()))
                .explainedBy(backend);
        try {
            executor.apply(work.whole());
            // From here on the runtime is known to be used: had another removal pruned it, it would be made again.
            runtime.prepare();
            verify(work, executor);
            return fresh;
        } catch (StepFailedException failed) {
            FirstStates.forget(folder, fresh);
            throw new UserException(
                    failed.isNotPermitted() ? ExitCode.NOT_PERMITTED : ExitCode.FAILED,
                    failed.getMessage(),
                    failed.isNotPermitted()
                            ? "nothing was changed; check who owns it"
                            : "nothing was changed; mend it and run install again");
        } catch (IOException | RuntimeException failed) {
            executor.rollBack();
            FirstStates.forget(folder, fresh);
            throw failed;
        }
    }

    /**
     * The work of an installation.
     *
     * @param translation what the scheduler is to have
     * @param whole all steps
     * @param gone the schedules that the manifest no longer has
     */
    private record Work(Translation translation, Plan whole, List<String> gone) {}

    private Work work(InstallRequest request) throws IOException {
        Compilation compilation = new Compilation(folder, request, platform);
        refuseOtherScope(request, compilation);
        AppAddress address = address(request);
        InstalledApp compiled = compilation.app(
                backend.name(),
                backend.launcher(address),
                kicks(request),
                backend.logFolder(address, platform.environment()),
                runtime.folder());
        List<PlanStep> steps = new ArrayList<>(compilation.steps(compiled));
        // Looked at first: that is when a backend may ask who the user is, whom its documents name.
        Inventory current = inspect(address);
        Path state = folder.path().toPath();
        Translation wanted = backend.translate(new DeploymentAssembly(platform, backend)
                .ofManifest(request.app(), request.scope(), compilation.offsets(), state, runtime.tickCommand(state)));
        steps.addAll(backend.install(wanted, current, platform.environment()).steps());
        return new Work(wanted, new Plan(steps), compilation.gone());
    }

    /** What a host runs to have an overdue entry pulsed, since it knows no backend. */
    private Map<String, List<String>> kicks(InstallRequest request) {
        List<String> entries = new ArrayList<>(
                request.app().schedules().stream().map(Schedule::name).toList());
        entries.add(Schedule.SWEEP);
        Map<String, List<String>> kicks = new LinkedHashMap<>();
        for (String entry : entries) {
            PlanStep.Run kick = backend.kick(address(request), entry, platform.environment());
            kicks.put(entry, kick.command().arguments());
        }
        return kicks;
    }

    private void refuseOtherScope(InstallRequest request, Compilation compilation) {
        if (compilation.former().isPresent() && compilation.former().get().scope() != request.scope()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "application " + request.app().id() + " is installed for the other scope in " + folder.path(),
                    "uninstall it first: tickover uninstall " + request.app().id());
        }
    }

    private static AppAddress address(InstallRequest request) {
        return new AppAddress(request.app().id(), request.scope());
    }

    private Inventory inspect(AppAddress address) {
        return backend.inspect(address, platform.environment(), platform.runner());
    }

    /** Looks whether the scheduler has in force what it was given; that it took it is not proof. */
    private void verify(Work work, PlanExecutor executor) throws StepFailedException {
        Translation wanted = work.translation();
        Plan left = backend.install(wanted, inspect(wanted.deployment().address()), platform.environment());
        if (!left.isEmpty()) {
            throw new StepFailedException(
                    "the scheduler took the entries, but does not have them in force", false, executor.rollBack());
        }
    }

    /** Kicks the entries of new schedules, so that a first tick that is owed at once comes at once. */
    private List<String> kick(InstallRequest request, List<String> fresh) {
        List<String> kicked = new ArrayList<>();
        for (Schedule schedule : request.app().schedules()) {
            if (schedule.enabled() && fresh.contains(schedule.name())) {
                try {
                    new PlanExecutor(platform.runner(), step -> {})
                            .apply(new Plan(
                                    List.of(backend.kick(address(request), schedule.name(), platform.environment()))));
                    kicked.add(schedule.name());
                } catch (StepFailedException notNow) {
                    // The entry is in force and will pulse by itself; only the first tick comes later.
                    continue;
                }
            }
        }
        return kicked;
    }
}
