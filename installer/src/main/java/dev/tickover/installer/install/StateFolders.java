package dev.tickover.installer.install;

import dev.tickover.installer.UserException;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Environment;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DamagedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the state folders of installed applications. */
public final class StateFolders {

    private static final String CONF = ".conf";

    private StateFolders() {}

    /**
     * Finds an application by its id: this user's, else the machine's.
     *
     * @param environment the user and the system
     * @param appId the id
     * @return its state folder
     * @throws UserException if there is none, or it belongs to somebody else
     */
    public static AppFolder find(Environment environment, String appId) {
        if (!App.isId(appId)) {
            throw new UserException(
                    ExitCode.USAGE,
                    "no app id: " + appId,
                    "an app id is up to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or"
                            + " digit");
        }
        for (Scope scope : Scope.values()) {
            Path path = new Folders(environment, scope).state(appId);
            if (Files.exists(path) && !Files.isReadable(path)) {
                throw new UserException(
                        ExitCode.NOT_PERMITTED, path + " belongs to another user", "run the command as that user");
            }
            AppFolder folder = new AppFolder(path.toFile());
            // Also what an installation that was killed has left, so that it can be purged.
            if (folder.path().isDirectory()) {
                return folder;
            }
        }
        List<String> known = new ArrayList<>();
        for (AppFolder folder : all(environment)) {
            known.add(folder.path().getName());
        }
        throw new UserException(
                ExitCode.FAILED,
                "no application " + appId + " is installed",
                known.isEmpty() ? "install one with: tickover install" : "installed are: " + String.join(", ", known));
    }

    /**
     * Finds an application that is installed now, and not only remembered.
     *
     * @param environment the user and the system
     * @param appId the id
     * @return its state folder
     * @throws UserException if it is not installed
     */
    public static AppFolder findInstalled(Environment environment, String appId) {
        AppFolder folder = find(environment, appId);
        if (!folder.exists()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "application " + appId + " is not installed; only its history is left in " + folder.path(),
                    "install it with: tickover install");
        }
        return folder;
    }

    /**
     * Finds every installed application that this user may see.
     *
     * @param environment the user and the system
     * @return their state folders, by id
     */
    public static List<AppFolder> all(Environment environment) {
        List<AppFolder> all = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Scope scope : Scope.values()) {
            Path states = new Folders(environment, scope).states();
            if (seen.add(states)) {
                all.addAll(in(states));
            }
        }
        all.sort(Comparator.comparing(folder -> folder.path().getName()));
        return all;
    }

    private static List<AppFolder> in(Path states) {
        if (!Files.isReadable(states)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(states)) {
            return entries.map(path -> new AppFolder(path.toFile()))
                    .filter(AppFolder::exists)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The runtimes that entries call; empty if the file of some application is damaged: any may be its. */
    static Optional<Set<Path>> usedRuntimes(Environment environment, Scope scope) throws IOException {
        Set<Path> used = new HashSet<>();
        for (AppFolder folder : in(new Folders(environment, scope).states())) {
            try {
                used.add(Path.of(Compiled.app(folder).runtime()));
            } catch (NoSuchFileException | FileNotFoundException uninstalledMeanwhile) {
                continue;
            } catch (DamagedException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.of(used);
    }

    /** Removes what nobody needs any more: runtimes, and the folders of all states and of all runtimes if empty. */
    static void tidy(Environment environment, Scope scope, TickRuntime runtime) {
        try {
            runtime.prune(() -> usedRuntimes(environment, scope));
            Folders folders = new Folders(environment, scope);
            deleteIfEmpty(folders.states());
            for (Path folder : List.of(folders.states(), folders.runtimes().getParent())) {
                // What TICKOVER_HOME names is the user's own.
                if (folder.getFileName().toString().equalsIgnoreCase("tickover")
                        && !folder.toString().equals(environment.variables().get("TICKOVER_HOME"))) {
                    deleteIfEmpty(folder);
                }
            }
        } catch (IOException unwritable) {
            // Nothing depends on it, and the next installation or removal tidies up again.
            return;
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException used) {
            return;
        }
    }

    /** The schedules that are compiled in a state folder, by name, whether the application's own file knows them or not. */
    static List<String> schedules(AppFolder folder) throws IOException {
        if (!folder.schedules().isDirectory()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.schedules().toPath())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CONF))
                    .map(name -> name.substring(0, name.length() - CONF.length()))
                    .filter(Schedule::isName)
                    .sorted()
                    .toList();
        }
    }

    /**
     * Deletes a folder with all that is in it.
     *
     * @param folder the folder
     * @throws IOException if something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * Finds a folder beside a state folder whose name differs from its name in case alone: where the file system knows
     * no case, as on macOS and Windows, both are the same folder.
     *
     * @param folder the state folder; it need not exist
     * @return the other folder's name
     */
    public static Optional<String> caseTwin(Path folder) {
        String name = folder.getFileName().toString();
        String[] siblings = folder.getParent().toFile().list();
        for (String sibling : siblings == null ? new String[0] : siblings) {
            if (sibling.equalsIgnoreCase(name) && !sibling.equals(name)) {
                return Optional.of(sibling);
            }
        }
        return Optional.empty();
    }

    /**
     * Refuses an application whose state folder would be another one's on a file system that knows no case.
     *
     * @param folder the state folder; it need not exist
     * @throws UserException if there is such another one
     */
    public static void requireNoCaseTwin(Path folder) {
        Optional<String> twin = caseTwin(folder);
        if (twin.isPresent()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the id " + folder.getFileName() + " differs only in case from " + twin.get()
                            + ", which has its state in " + folder.resolveSibling(twin.get()),
                    "give the application another id, or: tickover uninstall " + twin.get() + " --purge");
        }
    }

    /**
     * Checks that a state folder, or the nearest folder above it that exists, can be written by this user.
     *
     * @param folder the folder
     * @throws AccessDeniedException if it cannot
     * @throws UserException if that is for another reason than permissions, such as a file system that is read-only
     * @throws IOException if that cannot be told
     */
    public static void requireWritable(Path folder) throws IOException {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            throw new AccessDeniedException(folder.toString());
        }
        if (!Files.isWritable(existing)) {
            // Only the system knows why; who is not permitted to look is told the same as who may not write.
            try {
                Files.delete(Files.createTempFile(existing, ".tickover", null));
            } catch (AccessDeniedException denied) {
                throw new AccessDeniedException(existing.toString());
            } catch (FileSystemException failed) {
                throw new UserException(
                        ExitCode.NOT_PERMITTED,
                        existing + ": " + failed.getReason(),
                        "nothing was changed; have it made writable, or set TICKOVER_HOME to a folder elsewhere");
            }
        }
    }
}
