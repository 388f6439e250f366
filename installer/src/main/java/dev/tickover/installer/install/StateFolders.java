package dev.tickover.installer.install;

import dev.tickover.installer.ExitCode;
import dev.tickover.installer.UserException;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the state folders of installed applications. */
public final class StateFolders {

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
            if (folder.exists() || folder.history().exists()) {
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

    static Set<Path> usedRuntimes(Environment environment, Scope scope) throws IOException {
        Set<Path> used = new HashSet<>();
        for (AppFolder folder : in(new Folders(environment, scope).states())) {
            used.add(Path.of(Compiled.app(folder).runtime()));
        }
        return used;
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
     * Deletes a folder that is empty; one that is not, or is not there, is left alone.
     *
     * @param folder the folder
     * @throws IOException if it is empty, but cannot be deleted
     */
    public static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    /**
     * Checks that a state folder, or the nearest folder above it that exists, can be written by this user.
     *
     * @param folder the folder
     * @throws AccessDeniedException if it cannot
     */
    public static void requireWritable(Path folder) throws AccessDeniedException {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isWritable(existing)) {
            throw new AccessDeniedException(String.valueOf(existing));
        }
    }
}
