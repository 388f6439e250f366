package dev.tickover.installer.install;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.Step;
import dev.tickover.backend.Translation;
import dev.tickover.installer.ExitCode;
import dev.tickover.installer.UserException;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.Processes;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Foresight;
import dev.tickover.state.InstalledApp;
import dev.tickover.tick.Foreseeing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs or upgrades an application in one transaction: all of it, or everything is as it was. */
public final class Installer {

    private final Surroundings surroundings;
    private final Backend backend;
    private final TickRuntime runtime;
    private final AppFolder folder;

    /**
     * Makes an installer.
     *
     * @param surroundings the machine and the user
     * @param backend the scheduler
     * @param runtime the tick runtime
     * @param folder the application's state folder
     */
    public Installer(Surroundings surroundings, Backend backend, TickRuntime runtime, AppFolder folder) {
        this.surroundings = surroundings;
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
        InstallReport report;
        try (FileLock lock = FileLock.take(folder.lockOf("install"))) {
            report = installLocked(request);
        } catch (IOException | RuntimeException failed) {
            if (folderIsNew) {
                StateFolders.delete(folder.path().toPath());
            }
            runtime.prune(StateFolders.usedRuntimes(surroundings.environment(), request.scope()));
            throw failed;
        }
        runtime.prune(StateFolders.usedRuntimes(surroundings.environment(), request.scope()));
        return report;
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
            Foresight.forget(folder, schedule.name());
        }
        PlanExecutor executor = new PlanExecutor(surroundings.runner(), done::add);
        List<String> fresh = FirstStates.write(folder, request.app(), surroundings.clocks());
        try {
            executor.apply(work.whole());
            verify(request, executor);
        } catch (StepFailedException failed) {
            for (String schedule : fresh) {
                folder.state(schedule).delete();
            }
            int code = failed.isNotPermitted() ? ExitCode.NOT_PERMITTED : ExitCode.FAILED;
            throw new UserException(
                    code,
                    failed.getMessage(),
                    failed.isNotPermitted()
                            ? "nothing was changed; check who owns it"
                            : "nothing was changed; mend it and run install again");
        }
        forget(work.gone());
        foresee(request);
        return new InstallReport(done, kick(request, fresh), work.gone(), work.translation());
    }

    /** What an installation comes to. */
    private record Work(Plan whole, List<String> gone, Translation translation) {}

    private Work work(InstallRequest request) throws IOException {
        Compilation compilation = new Compilation(
                folder, surroundings.clocks().wall(), surroundings.clocks().zone(), surroundings.machineId());
        refuseOtherScope(request, compilation);
        Deployment deployment = deployment(request);
        InstalledApp compiled = compilation.app(
                request.app(),
                request.scope(),
                backend.name(),
                backend.launcher(deployment.address()),
                runtime.folder(),
                request.manifest());
        List<Step> steps = new ArrayList<>(compilation.steps(request.app(), compiled));
        steps.addAll(backend.install(deployment, inspect(deployment.address()), surroundings.environment())
                .steps());
        return new Work(new Plan(steps), compilation.gone(request.app()), backend.translate(deployment));
    }

    private void refuseOtherScope(InstallRequest request, Compilation compilation) {
        if (compilation.former().isPresent() && compilation.former().get().scope() != request.scope()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "application " + request.app().id() + " is installed for the other scope in " + folder.path(),
                    "uninstall it first: tickover uninstall " + request.app().id());
        }
    }

    private Deployment deployment(InstallRequest request) throws IOException {
        return new Deployment(
                request.app(),
                request.scope(),
                folder.path().toPath(),
                runtime.tickCommand(folder.path().toPath()),
                backend.documentFolder(request.scope(), surroundings.environment()),
                surroundings.clocks().zone());
    }

    private Inventory inspect(AppAddress address) {
        return backend.inspect(address, surroundings.environment(), surroundings.runner());
    }

    /** Looks whether the scheduler has in force what it was told; what it was told is not proof. */
    private void verify(InstallRequest request, PlanExecutor executor) throws IOException, StepFailedException {
        Deployment deployment = deployment(request);
        Plan left = backend.install(deployment, inspect(deployment.address()), surroundings.environment());
        if (!left.isEmpty()) {
            String problem = "the scheduler took the entries, but does not have them in force";
            throw new StepFailedException(problem + executor.rollBack(), false);
        }
    }

    /** Kicks the entries of new schedules, so that a first tick that is owed at once comes at once. */
    private List<String> kick(InstallRequest request, List<String> fresh) {
        List<String> kicked = new ArrayList<>();
        AppAddress address = new AppAddress(request.app().id(), request.scope());
        for (Schedule schedule : request.app().schedules()) {
            if (schedule.enabled() && fresh.contains(schedule.name())) {
                try {
                    new PlanExecutor(surroundings.runner(), step -> {}).apply(backend.kick(address, schedule.name()));
                    kicked.add(schedule.name());
                } catch (StepFailedException notNow) {
                    // The entry is in force and will pulse by itself; only the first tick comes later.
                    continue;
                }
            }
        }
        return kicked;
    }

    private void foresee(InstallRequest request) throws IOException {
        dev.tickover.tick.Surroundings machine =
                new dev.tickover.tick.Surroundings(surroundings.clocks(), Processes.system());
        for (Schedule schedule : request.app().schedules()) {
            Foreseeing.refresh(folder, schedule.name(), machine);
        }
    }

    /** A schedule that comes back one day must not catch up on the time between. */
    private void forget(List<String> gone) throws IOException {
        for (String schedule : gone) {
            Path state = folder.state(schedule).toPath();
            Files.deleteIfExists(state);
            Files.deleteIfExists(Path.of(state + ".former"));
            Files.deleteIfExists(folder.pulse(schedule).toPath());
            Files.deleteIfExists(folder.lock(schedule).toPath());
            Foresight.forget(folder, schedule);
        }
    }
}
