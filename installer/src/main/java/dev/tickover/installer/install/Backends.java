package dev.tickover.installer.install;

import dev.tickover.backend.Backend;
import dev.tickover.installer.UserException;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.OperatingSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the backends that are there. */
public final class Backends {

    private final List<Backend> all;

    /**
     * Makes backends known.
     *
     * @param all the backends
     */
    public Backends(List<Backend> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Finds the backends of this distribution.
     *
     * @return the backends, by name
     */
    public static Backends find() {
        List<Backend> found = new ArrayList<>();
        ServiceLoader.load(Backend.class).forEach(found::add);
        found.sort(Comparator.comparing(Backend::name));
        return new Backends(found);
    }

    /** {@return all backends: the backends, by name} */
    public List<Backend> all() {
        return all;
    }

    /**
     * Finds a backend by its name.
     *
     * @param name the name
     * @return the backend
     */
    public Optional<Backend> named(String name) {
        return all.stream().filter(backend -> backend.name().equals(name)).findFirst();
    }

    /**
     * Returns the backend of an operating system.
     *
     * @param system the system
     * @return its backend
     * @throws UserException if there is none
     */
    public Backend of(OperatingSystem system) {
        String name = switch (system) {
            case LINUX -> "systemd";
            case MACOS -> "launchd";
            case WINDOWS -> "windows-task";
            case OTHER -> "";
        };
        return named(name)
                .orElseThrow(() -> new UserException(
                        ExitCode.NO_SCHEDULER,
                        "there is no backend for this operating system",
                        "\"tickover run\" ticks in the foreground"));
    }
}
