package dev.tickover.machine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Knows where Tickover keeps its files: the XDG Base Directory Specification on Linux, Apple's and Microsoft's
 * conventions elsewhere; {@code TICKOVER_HOME} puts everything under one folder. Immutable.
 */
public final class Folders {

    private final Environment environment;
    private final Scope scope;

    /**
     * Makes the folders of a user or of the machine.
     *
     * @param environment the machine
     * @param scope for whom
     */
    public Folders(Environment environment, Scope scope) {
        this.environment = environment;
        this.scope = scope;
    }

    /**
     * Returns the folder that holds the state folder of each application.
     *
     * @return an absolute path
     * @throws NoFolderException if there is no home folder, or a variable holds a relative path
     */
    public Path states() {
        Optional<Path> own = variable("TICKOVER_HOME");
        if (own.isPresent()) {
            return own.get().resolve("state");
        }
        return switch (environment.system()) {
            case MACOS -> macSupport();
            case WINDOWS -> windowsData();
            default ->
                scope == Scope.SYSTEM
                        ? Path.of("/var/lib/tickover")
                        : xdg("XDG_STATE_HOME", ".local/state").resolve("tickover");
        };
    }

    /**
     * Returns the state folder of an application.
     *
     * @param appId a well-formed application id
     * @return an absolute path
     * @throws NoFolderException if there is no home folder, or a variable holds a relative path
     */
    public Path state(String appId) {
        return states().resolve(appId);
    }

    /**
     * Returns the folder that holds the tick runtime of each version.
     *
     * @return an absolute path
     * @throws NoFolderException if there is no home folder, or a variable holds a relative path
     */
    public Path runtimes() {
        Optional<Path> own = variable("TICKOVER_HOME");
        if (own.isPresent()) {
            return own.get().resolve("runtime");
        }
        return switch (environment.system()) {
            case MACOS -> macSupport().resolve("runtime");
            case WINDOWS -> windowsData().resolve("runtime");
            default ->
                scope == Scope.SYSTEM
                        ? Path.of("/var/lib/tickover/.runtime")
                        : xdg("XDG_DATA_HOME", ".local/share")
                                .resolve("tickover")
                                .resolve("runtime");
        };
    }

    private Path macSupport() {
        Path root = scope == Scope.SYSTEM ? Path.of("/") : home();
        return root.resolve("Library/Application Support/Tickover");
    }

    private Path windowsData() {
        String name = scope == Scope.SYSTEM ? "ProgramData" : "LOCALAPPDATA";
        return variable(name)
                .orElseThrow(() -> new NoFolderException(
                        "the variable " + name + " is not set", "set it, or set TICKOVER_HOME to an absolute path"))
                .resolve("Tickover");
    }

    private Path xdg(String name, String inHome) {
        // "If an implementation encounters a relative path in any of these variables it should … ignore it."
        Optional<String> text = environment.variable(name);
        if (text.isPresent() && Path.of(text.get()).isAbsolute()) {
            return Path.of(text.get());
        }
        return home().resolve(inHome);
    }

    private Path home() {
        return environment
                .home()
                .orElseThrow(() ->
                        new NoFolderException("no home folder", "set HOME, or set TICKOVER_HOME to an absolute path"));
    }

    private Optional<Path> variable(String name) {
        Optional<String> text = environment.variable(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text.get());
            if (path.isAbsolute()) {
                return Optional.of(path.normalize());
            }
        } catch (InvalidPathException malformed) {
            throw new NoFolderException(name + " is no path: " + text.get(), "set it to an absolute path");
        }
        throw new NoFolderException(name + " is a relative path: " + text.get(), "set it to an absolute path");
    }

    /** Says that a folder cannot be told. */
    public static final class NoFolderException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What to do about it, one line. */
        private final String advice;

        NoFolderException(String what, String advice) {
            super(what);
            this.advice = advice;
        }

        /**
         * Says what to do about it.
         *
         * @return one line
         */
        public String advice() {
            return advice;
        }
    }
}
