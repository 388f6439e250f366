package dev.tickover.backend;

import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.SmallFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries out any plan, of any backend: step by step, and if one fails, everything before it is undone in reverse. One
 * executor carries out one transaction, which may be of several plans: {@link #rollBack} undoes them all.
 */
public final class PlanExecutor {

    private final CommandAttempts commands;
    private final Consumer<String> progress;
    private final Optional<Path> privateFolder;
    private final Deque<Undo> undos = new ArrayDeque<>();

    /** Takes one step back. */
    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    /**
     * Makes an executor.
     *
     * @param runner runs the commands
     * @param progress takes what is being done, one line a step
     */
    public PlanExecutor(CommandRunner runner, Consumer<String> progress) {
        this(runner, progress, Optional.empty());
    }

    /**
     * Makes an executor that also writes what nobody else may read.
     *
     * @param runner runs the commands
     * @param progress takes what is being done, one line a step
     * @param privateFolder new files below it are for their owner alone
     */
    public PlanExecutor(CommandRunner runner, Consumer<String> progress, Optional<Path> privateFolder) {
        this.commands = new CommandAttempts(runner);
        this.progress = progress;
        this.privateFolder = privateFolder;
    }

    /**
     * Has failures explained by the backend whose plans are carried out.
     *
     * @param backend the backend
     * @return this executor
     */
    public PlanExecutor explainedBy(Backend backend) {
        commands.explainBy(backend::explain);
        return this;
    }

    /**
     * Carries out a plan.
     *
     * @param plan the plan
     * @throws StepFailedException if a step failed; all steps of this executor have been undone then
     */
    public void apply(Plan plan) throws StepFailedException {
        for (PlanStep step : plan.steps()) {
            try {
                carryOut(step);
            } catch (IOException failed) {
                throw new StepFailedException(text(failed, step), failed instanceof AccessDeniedException, rollBack());
            }
        }
    }

    private static String text(IOException failed, PlanStep step) {
        if (step instanceof PlanStep.Run run) {
            return "could not " + run.purpose() + ": " + failed.getMessage();
        }
        return FileFailure.text(
                failed,
                step instanceof PlanStep.Write write ? write.document().path() : ((PlanStep.Delete) step).path());
    }

    /**
     * Undoes every step carried out so far, last first; goes on where one cannot be undone.
     *
     * @return what could not be undone, one line each; empty if all is as it was
     */
    public List<String> rollBack() {
        List<String> notUndone = new ArrayList<>();
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (IOException failed) {
                notUndone.add(FileFailure.text(failed));
            }
        }
        return notUndone;
    }

    private void carryOut(PlanStep step) throws IOException {
        if (step instanceof PlanStep.Write write) {
            Path path = write.document().path();
            progress.accept("write " + path);
            write(path, write.document().content().getBytes(write.document().charset()));
        } else if (step instanceof PlanStep.Delete delete) {
            progress.accept("delete " + delete.path());
            undos.push(restoration(delete.path()));
            Files.deleteIfExists(delete.path());
        } else if (step instanceof PlanStep.Run run) {
            progress.accept(run.purpose());
            commands.run(run.command(), run.accepted(), run.repetition());
        } else if (step instanceof PlanStep.AfterUndo after) {
            undos.push(() -> commands.run(after.command(), after.accepted(), after.repetition()));
        }
    }

    private void write(Path path, byte[] content) throws IOException {
        Path made = firstMissingFolder(path);
        Undo undo = restoration(path);
        try {
            put(path, content);
        } catch (IOException | RuntimeException failed) {
            // The file itself is as it was: it is replaced whole or not at all.
            deleteEmptyFolders(path.getParent(), made);
            throw failed;
        }
        undos.push(undo);
    }

    private Undo restoration(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path made = firstMissingFolder(path);
            return () -> {
                Files.deleteIfExists(path);
                deleteEmptyFolders(path.getParent(), made);
            };
        }
        if (Files.isSymbolicLink(path)) {
            Path target = Files.readSymbolicLink(path);
            return () -> {
                Files.deleteIfExists(path);
                Files.createSymbolicLink(path, target);
            };
        }
        byte[] former = Files.readAllBytes(path);
        Optional<Set<PosixFilePermission>> rights = rights(path);
        return () -> {
            put(path, former);
            if (rights.isPresent()) {
                Files.setPosixFilePermissions(path, rights.get());
            }
        };
    }

    /** The topmost folder that a write will have to make; null if none. */
    private static Path firstMissingFolder(Path path) {
        Path missing = null;
        for (Path folder = path.getParent(); folder != null && !Files.exists(folder); folder = folder.getParent()) {
            missing = folder;
        }
        return missing;
    }

    private static void deleteEmptyFolders(Path from, Path topmost) throws IOException {
        Path folder = from;
        while (topmost != null && folder != null && folder.startsWith(topmost)) {
            try {
                Files.deleteIfExists(folder);
            } catch (java.nio.file.DirectoryNotEmptyException used) {
                return;
            }
            folder = folder.getParent();
        }
    }

    private void put(Path path, byte[] content) throws IOException {
        Files.createDirectories(path.getParent());
        Path temporary = path.resolveSibling("." + path.getFileName() + ".tmp");
        try {
            Files.write(temporary, content);
            setRights(temporary, path);
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                failed.addSuppressed(second);
            }
            throw failed;
        }
    }

    /** What is replaced keeps its rights, which may be a user's choice. */
    private void setRights(Path temporary, Path path) throws IOException {
        Optional<Set<PosixFilePermission>> former = rights(path);
        if (former.isPresent()) {
            Files.setPosixFilePermissions(temporary, former.get());
        } else if (privateFolder.isPresent() && path.startsWith(privateFolder.get())) {
            SmallFiles.keepPrivate(temporary.toFile());
        }
    }

    /** The rights of a file; empty if there is none, or the system has rights of another kind. */
    private static Optional<Set<PosixFilePermission>> rights(Path path) throws IOException {
        boolean hasRights = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
        return hasRights ? Optional.of(Files.getPosixFilePermissions(path)) : Optional.empty();
    }
}
