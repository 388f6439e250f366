package dev.tickover.machine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what a process is told by its surroundings, as a value: code that is given it can be tested as another system or
 * user.
 *
 * @param system the operating system
 * @param variables the environment variables
 * @param home the user's home folder, absolute; empty if there is none
 * @param user the user's login name
 * @param administrator whether the user is root (or an elevated administrator on Windows)
 */
public record Environment(
        OperatingSystem system,
        Map<String, String> variables,
        Optional<Path> home,
        String user,
        boolean administrator) {

    /** Checks for null and copies the variables. */
    public Environment {
        Objects.requireNonNull(system, "system");
        variables = Map.copyOf(variables);
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(user, "user");
    }

    /**
     * Reads a variable; an empty one counts as unset, as the XDG Base Directory Specification asks.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> variable(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /**
     * Reads the surroundings of this process. The home folder is {@code HOME}, else the one of the user database.
     *
     * @return the surroundings
     */
    public static Environment current() {
        OperatingSystem system = OperatingSystem.of(System.getProperty("os.name", ""));
        String home = System.getenv("HOME");
        if (home == null || home.isEmpty()) {
            home = System.getProperty("user.home", "");
        }
        // The JVM says "?" where the user database knows no home.
        boolean known = !home.isEmpty() && !home.equals("?") && Path.of(home).isAbsolute();
        return new Environment(
                system,
                System.getenv(),
                known ? Optional.of(Path.of(home)) : Optional.empty(),
                System.getProperty("user.name", ""),
                isRoot());
    }

    /** Reads the effective user id from {@code /proc/self/status}: "Uid: real effective saved filesystem" (proc(5)). */
    private static boolean isRoot() {
        String status = SmallFiles.readOrEmpty("/proc/self/status");
        int at = status.indexOf("\nUid:");
        if (at < 0) {
            return "root".equals(System.getProperty("user.name"));
        }
        String[] ids =
                status.substring(at + 5, status.indexOf('\n', at + 1)).strip().split("\t");
        return ids.length > 1 && ids[1].equals("0");
    }
}
