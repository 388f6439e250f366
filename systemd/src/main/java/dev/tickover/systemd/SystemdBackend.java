package dev.tickover.systemd;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Availability;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Translation;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is systemd as a backend: each schedule becomes a calendar timer with its service, in the user's manager or the
 * machine's. Tested with systemd 252; versions before 242 warn of {@code OnClockChange=} and {@code OnTimezoneChange=} and
 * do without them.
 */
public final class SystemdBackend implements Backend {

    private static final Path SYSTEM_UNITS = Path.of("/etc/systemd/system");

    /** Makes the backend, as {@link java.util.ServiceLoader} does. */
    public SystemdBackend() {}

    @Override
    public String name() {
        return "systemd";
    }

    @Override
    public Availability probe(Scope scope, Environment environment, CommandRunner runner) {
        return new Probe(scope, environment, runner, findDocumentFolder(scope, environment), Probe.LINGER_FOLDER)
                .look();
    }

    @Override
    public Translation translate(Deployment deployment) {
        return Translator.translate(deployment);
    }

    @Override
    public Inventory inspect(AppAddress address, Environment environment, CommandRunner runner) {
        UnitNames names = UnitNames.of(address);
        UnitFolder folder = new UnitFolder(documentFolder(address.scope(), environment), names);
        return new Inspection(folder, names, new Systemctl(address.scope()), runner).inventory();
    }

    @Override
    public Plan install(Translation wanted, Inventory current, Environment environment) {
        return InstallPlan.of(wanted, current, stampFolder(wanted.deployment().scope(), environment));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Ticks that are running are ended. Drop-ins of the units go too, since they would come into force, unseen, with
     * a later installation.
     */
    @Override
    public Plan uninstall(AppAddress address, Inventory current, Environment environment) {
        if (current.entries().isEmpty()) {
            return Plan.NOTHING;
        }
        Systemctl systemctl = new Systemctl(address.scope());
        UnitFolder folder = new UnitFolder(documentFolder(address.scope(), environment), UnitNames.of(address));
        Removal removal = new Removal(
                systemctl, folder, stampFolder(address.scope(), environment), new TreeMap<>(current.entries()));
        List<PlanStep> steps = new ArrayList<>();
        // The same order, and for the same reasons, as in InstallPlan.
        steps.addAll(systemctl.afterUndo(removal.active(), "restart"));
        steps.add(systemctl.reloadAfterUndo());
        steps.addAll(systemctl.afterUndo(removal.enabled(), "enable"));
        steps.addAll(removal.disarm());
        steps.addAll(removal.stopServices());
        steps.addAll(removal.delete());
        steps.add(systemctl.reload());
        steps.addAll(removal.forget());
        return new Plan(steps);
    }

    @Override
    public PlanStep.Run kick(AppAddress address, String entry, Environment environment) {
        String service = UnitNames.of(address).service(entry);
        return new PlanStep.Run(
                new Systemctl(address.scope()).command(List.of(service), "start", "--no-block"),
                "start " + service,
                Set.of(0));
    }

    @Override
    public Path documentFolder(Scope scope, Environment environment) {
        return findDocumentFolder(scope, environment)
                .orElseThrow(() -> new IllegalStateException("there is no home folder to keep units in: set HOME"));
    }

    private static Optional<Path> findDocumentFolder(Scope scope, Environment environment) {
        if (scope == Scope.SYSTEM) {
            return Optional.of(SYSTEM_UNITS);
        }
        return baseFolder("XDG_CONFIG_HOME", ".config", environment).map(config -> config.resolve("systemd/user"));
    }

    /** Finds where the manager keeps the stamps of timers (systemd.timer(5), {@code Persistent=}). */
    private static Optional<Path> stampFolder(Scope scope, Environment environment) {
        return scope == Scope.SYSTEM
                ? Optional.of(Path.of("/var/lib/systemd/timers"))
                : baseFolder("XDG_DATA_HOME", ".local/share", environment).map(data -> data.resolve("systemd/timers"));
    }

    /** The XDG Base Directory Specification has a relative path be ignored. */
    private static Optional<Path> baseFolder(String variable, String inHome, Environment environment) {
        return environment
                .variable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> environment.home().map(home -> home.resolve(inHome)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Here a scope of its own: when a tick's service ends, systemd ends all that is left in its control group, and
     * no detaching escapes that. A scope rather than a service, because
     *
     * <ul>
     *   <li>the launched process <em>is</em> the application: same process id, standard streams, environment and
     *       working folder as a plain start, and its early death can be seen;
     *   <li>an application that forks and lets its first process end stays; as a service it would be ended;
     *   <li>the arguments arrive unchanged: in a transient service {@code $} would be expanded.
     * </ul>
     *
     * The process joins its scope a few milliseconds after it was started; a tick client that ended before would take it
     * along.
     */
    @Override
    public List<String> launcher(AppAddress address) {
        List<String> launcher = new ArrayList<>(List.of("systemd-run"));
        if (address.scope() == Scope.USER) {
            launcher.add("--user");
        }
        launcher.addAll(List.of("--scope", "--quiet", "--collect", "--no-ask-password"));
        launcher.add("--description=" + address.appId() + ", started by Tickover");
        launcher.add("--");
        return launcher;
    }
}
