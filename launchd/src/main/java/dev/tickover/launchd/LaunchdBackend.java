package dev.tickover.launchd;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Availability;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Is launchd as a backend: each schedule becomes an agent of the user, or a daemon of the machine, with a calendar.
 * What it relies on is in launchd.plist(5) and launchctl(1). <strong>It has never run on a Mac</strong>: every command
 * was tried against a fake that does what others have seen launchd do.
 */
public final class LaunchdBackend implements Backend {

    private static final Path DAEMONS = Path.of("/Library/LaunchDaemons");

    /** Makes the backend, as {@link java.util.ServiceLoader} does. */
    public LaunchdBackend() {}

    @Override
    public String name() {
        return "launchd";
    }

    @Override
    public Availability probe(Scope scope, Environment environment, CommandRunner runner) {
        return new Probe(scope, environment, runner).look();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a path or an argument holds a control character; the message is for people
     */
    @Override
    public Translation translate(Deployment deployment) {
        return Translator.translate(deployment);
    }

    @Override
    public Inventory inspect(AppAddress address, Environment environment, CommandRunner runner) {
        Path folder = documentFolder(address.scope(), environment);
        Launchctl launchctl = Launchctl.of(address, environment);
        return new Inspection(
                        new JobFolder(folder, launchctl.labels()),
                        LogFolder.of(folder, address.appId()),
                        launchctl,
                        runner)
                .inventory();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A symbolic link in a property list's place, and a job of the same label that was loaded from elsewhere, are
     * refused.
     */
    @Override
    public Plan install(Translation wanted, Inventory current, Environment environment) {
        return InstallPlan.of(wanted, current, environment);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Ticks that are running are ended, so this must not be applied by one. Logs go too. A job of the same label that
     * was loaded from elsewhere stays.
     */
    @Override
    public Plan uninstall(AppAddress address, Inventory current, Environment environment) {
        if (current.entries().isEmpty()) {
            return Plan.NOTHING;
        }
        Path folder = documentFolder(address.scope(), environment);
        Launchctl launchctl = Launchctl.of(address, environment);
        Removal removal = new Removal(
                new JobFolder(folder, launchctl.labels()),
                LogFolder.of(folder, address.appId()),
                new JobSteps(launchctl),
                new TreeMap<>(current.entries()));
        List<PlanStep> steps = new ArrayList<>(removal.remove());
        steps.addAll(removal.unloadFromBackground());
        steps.addAll(removal.deleteLogs());
        steps.addAll(removal.removeLogFolder());
        return new Plan(steps);
    }

    @Override
    public PlanStep.Run kick(AppAddress address, String entry, Environment environment) {
        return new JobSteps(Launchctl.of(address, environment)).kick(entry);
    }

    @Override
    public Optional<String> explain(Command command, CommandResult result) {
        boolean ours = command.arguments().get(0).equals("launchctl");
        if (ours && result instanceof CommandResult.Exited exited && exited.code() != 0) {
            return Optional.of(LaunchctlExit.explain(exited.code()));
        }
        return ours && result instanceof CommandResult.TimedOut
                ? Optional.of("launchctl did not answer; try again, or restart the Mac")
                : Optional.empty();
    }

    @Override
    public Path documentFolder(Scope scope, Environment environment) {
        if (scope == Scope.SYSTEM) {
            return DAEMONS;
        }
        return environment
                .home()
                .map(home -> home.resolve("Library").resolve("LaunchAgents"))
                .orElseThrow(() -> new IllegalStateException("there is no home folder to keep jobs in: set HOME"));
    }

    /** {@inheritDoc} */
    @Override
    public Optional<Path> logFolder(AppAddress address, Environment environment) {
        return Optional.of(LogFolder.of(documentFolder(address.scope(), environment), address.appId())
                .folder());
    }

    /**
     * {@inheritDoc}
     *
     * <p>None here: launchd ends what is left of a job's process group unless {@code AbandonProcessGroup} says otherwise
     * (launchd.plist(5)), and the jobs of an application with a start command say so.
     */
    @Override
    public List<String> launcher(AppAddress address) {
        return List.of();
    }
}
