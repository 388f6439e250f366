package dev.tickover.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what a process knows of its machine, as a value: code that takes it can be tested as another system or user.
 *
 * @param system the operating system
 * @param variables the environment variables
 * @param home the user's home folder, absolute; empty if there is none
 * @param user the user's login name
 * @param administrator whether the user is root (or an elevated administrator on Windows)
 * @param userId the number that the system knows the user by; empty on Windows, or where it cannot be told
 */
public record Environment(
        OperatingSystem system,
        Map<String, String> variables,
        Optional<Path> home,
        String user,
        boolean administrator,
        Optional<Long> userId) {

    /** Checks for null and copies the variables. */
    public Environment {
        Objects.requireNonNull(system, "system");
        variables = Map.copyOf(variables);
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(userId, "userId");
    }

    /**
     * Makes machine in which the user's number is not known.
     *
     * @param system the operating system
     * @param variables the environment variables
     * @param home the user's home folder, absolute; empty if there is none
     * @param user the user's login name
     * @param administrator whether the user is root (or an elevated administrator on Windows)
     */
    public Environment(
            OperatingSystem system,
            Map<String, String> variables,
            Optional<Path> home,
            String user,
            boolean administrator) {
        this(system, variables, home, user, administrator, Optional.empty());
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
     * Reads the machine of this process. The home folder is {@code HOME}, else the one of the user database.
     *
     * @return the machine
     */
    public static Environment current() {
        OperatingSystem system = OperatingSystem.of(System.getProperty("os.name", ""));
        String home = System.getenv("HOME");
        if (home == null || home.isEmpty()) {
            home = System.getProperty("user.home", "");
        }
        // The JVM says "?" where the user database knows no home.
        boolean known = !home.isEmpty() && !home.equals("?") && Path.of(home).isAbsolute();
        Optional<Path> homeFolder = known ? Optional.of(Path.of(home)) : Optional.empty();
        Optional<Long> userId = system == OperatingSystem.MACOS ? ownerOf(homeFolder) : effectiveUserId();
        String user = System.getProperty("user.name", "");
        boolean root = system == OperatingSystem.MACOS || userId.isEmpty() ? user.equals("root") : userId.get() == 0;
        return new Environment(system, System.getenv(), homeFolder, user, root, userId);
    }

    /** Reads the effective user id from {@code /proc/self/status}: "Uid: real effective saved filesystem" (proc(5)). */
    private static Optional<Long> effectiveUserId() {
        String status = SmallFiles.readOrEmpty("/proc/self/status");
        int at = status.indexOf("\nUid:");
        if (at < 0) {
            return Optional.empty();
        }
        String[] ids =
                status.substring(at + 5, status.indexOf('\n', at + 1)).strip().split("\t");
        return ids.length > 1 ? Optional.of(Long.valueOf(ids[1])) : Optional.empty();
    }

    /** Where there is no {@code /proc}: a home folder belongs to its user, or sudo has kept another's HOME. */
    private static Optional<Long> ownerOf(Optional<Path> home) {
        try {
            return home.isEmpty()
                    ? Optional.empty()
                    : Optional.of(((Number) Files.getAttribute(home.get(), "unix:uid")).longValue());
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }
}
