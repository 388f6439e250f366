package dev.tickover.installer.runtime;

import dev.tickover.installer.Version;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.SmallFiles;
import dev.tickover.tick.Machine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Keeps the tick runtimes: a folder for each version, shared by all applications, that holds the tick client and what
 * runs it apart from the distribution and the JDK they came with. A folder counts once its {@link RuntimeRecord} is
 * written, which is done last; whatever crashed before leaves a folder that nobody uses, and the next one removes.
 */
public final class TickRuntime {

    private static final String LOCK = ".lock";
    private static final int MOST_TRIES = 3;

    private final Path runtimes;
    private final Path javaHome;
    private final RuntimeKind best;
    private final CommandRunner runner;
    private final Machine machine;
    private final OperatingSystem system;
    private final Consumer<String> progress;
    private final RuntimeClaims claims;
    private Path prepared;

    /**
     * Makes the runtimes of a user or of the machine known; new ones are {@linkplain RuntimeKind#PLAIN plain}.
     *
     * @param runtimes the folder of all versions
     * @param javaHome the JDK or JRE that will run ticks
     * @param machine the machine
     */
    public TickRuntime(Path runtimes, Path javaHome, Machine machine) {
        this(
                runtimes,
                javaHome,
                RuntimeKind.PLAIN,
                command -> new CommandResult.CannotStart("a plain runtime starts nothing"),
                machine,
                OperatingSystem.OTHER,
                line -> {});
    }

    /**
     * Makes the runtimes of a user or of the machine known.
     *
     * @param runtimes the folder of all versions
     * @param javaHome the JDK or JRE that will run ticks, or that their image is made from
     * @param best what a new runtime consists of where that can be had
     * @param runner starts jlink and the ticks that train an archive
     * @param machine the machine
     * @param system the operating system
     * @param progress is told before a wait of several seconds, one line
     */
    public TickRuntime(
            Path runtimes,
            Path javaHome,
            RuntimeKind best,
            CommandRunner runner,
            Machine machine,
            OperatingSystem system,
            Consumer<String> progress) {
        this.runtimes = runtimes;
        this.javaHome = javaHome;
        this.best = best;
        this.runner = runner;
        this.machine = machine;
        this.system = system;
        this.progress = progress;
        this.claims = new RuntimeClaims(runtimes, machine.processes());
    }

    /**
     * Returns the folder of this version's runtime. Its name carries a checksum of the tick client and the JDK, so that
     * another build of either goes beside the one that is in use; and a number, where one of that name is spoilt.
     *
     * @return the folder; it need not exist
     * @throws IOException if this program's own files or the JDK cannot be read
     */
    public Path folder() throws IOException {
        if (prepared != null) {
            return prepared;
        }
        String name = Version.text() + "-" + checksum();
        Path folder = runtimes.resolve(name);
        for (int number = 2; Files.exists(folder) && !isToBeUsed(folder); number++) {
            folder = runtimes.resolve(name + "." + number);
        }
        return folder;
    }

    private String checksum() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(ClientJar.read());
        JavaHome jdk = JavaHome.read(javaHome);
        crc.update((best + "\n" + jdk.path() + "\n" + jdk.fingerprint()).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private static boolean isToBeUsed(Path folder) {
        Optional<RuntimeRecord> record = RuntimeRecord.read(folder);
        return record.isPresent()
                && !record.get().mayImprove()
                && record.get().problem(folder).isEmpty();
    }

    /**
     * Makes the runtime if it is not there, or if what is there is spoilt or may be improved on. Of several processes at
     * once one makes it and the others wait for that. Until {@link #prune} it is safe from the pruning of others.
     *
     * @return true if it was made now
     * @throws IOException if it cannot be made; nothing half-made stays
     */
    @SuppressWarnings("try") // the lock is held, not used
    public boolean prepare() throws IOException {
        for (int tries = 1; true; tries++) {
            Files.createDirectories(runtimes);
            try (FileLock lock = FileLock.take(runtimes.resolve(LOCK).toFile())) {
                return prepareLocked();
            } catch (FileNotFoundException prunedMeanwhile) {
                if (tries == MOST_TRIES) {
                    throw prunedMeanwhile;
                }
            }
        }
    }

    private boolean prepareLocked() throws IOException {
        removeUnfinished();
        if (prepared != null && !Files.exists(prepared)) {
            prepared = null;
        }
        Path folder = folder();
        claims.claim(folder);
        if (!Files.exists(folder)) {
            make(folder);
            prepared = folder;
            return true;
        }
        prepared = folder;
        return false;
    }

    private void make(Path folder) throws IOException {
        if (best != RuntimeKind.PLAIN) {
            progress.accept("Building the tick runtime (once) ...");
        }
        Files.createDirectory(folder);
        try {
            SmallFiles.keepPrivate(folder.toFile());
            new RuntimeBuilder(JavaHome.read(javaHome), runner, machine, system)
                    .build(folder, best)
                    .write(folder);
        } catch (IOException | RuntimeException failed) {
            Training.delete(folder);
            claims.release();
            throw failed;
        }
    }

    /** With the lock held, a folder without a record is one whose maker has died. */
    private void removeUnfinished() throws IOException {
        for (Path folder : folders()) {
            if (RuntimeRecord.read(folder).isEmpty()) {
                Training.delete(folder);
            }
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(runtimes)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    /**
     * Reads what the runtime consists of.
     *
     * @return its record; empty if it is not there
     * @throws IOException if this program's own files or the JDK cannot be read
     */
    public Optional<RuntimeRecord> record() throws IOException {
        return RuntimeRecord.read(folder());
    }

    /**
     * Returns the command that an OS entry calls; it appends the schedule's name.
     *
     * @param stateFolder the application's state folder
     * @return the program and its arguments
     * @throws IOException if this program's own files or the JDK cannot be read
     */
    public List<String> tickCommand(Path stateFolder) throws IOException {
        return tickCommand(folder(), stateFolder);
    }

    /**
     * Returns the command that an OS entry calls which uses a runtime already there.
     *
     * @param folder the runtime's folder; where it is not there, the command is the one of the best runtime
     * @param stateFolder the application's state folder
     * @return the program and its arguments
     * @throws UncheckedIOException if the runtime is not there and the JDK cannot be read
     */
    public List<String> tickCommand(Path folder, Path stateFolder) {
        List<String> command = new ArrayList<>();
        Optional<RuntimeRecord> record = RuntimeRecord.read(folder);
        if (record.isPresent()) {
            command.addAll(record.get().command());
        } else {
            try {
                command.addAll(RuntimeBuilder.command(folder, best, JavaHome.read(javaHome), system));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        command.addAll(List.of("--dir", stateFolder.toString()));
        return command;
    }

    /** Tells which folders are in use; asked again before each folder goes. */
    @FunctionalInterface
    public interface Used {
        /**
         * Reads which runtimes entries call.
         *
         * @return their folders; empty if that cannot be told, and every folder has to stay
         * @throws IOException if it cannot be read
         */
        Optional<Set<Path>> folders() throws IOException;
    }

    /**
     * Removes the runtimes that nobody uses, what a killed process left half-made, and the folder of all versions if it
     * is empty then. What another installation under way has prepared stays.
     *
     * @param used tells which are in use
     * @throws IOException if one cannot be removed
     */
    @SuppressWarnings("try") // the lock is held, not used
    public void prune(Used used) throws IOException {
        if (!Files.isDirectory(runtimes)) {
            return;
        }
        Path lockFile = runtimes.resolve(LOCK);
        try (FileLock lock = FileLock.take(lockFile.toFile())) {
            claims.release();
            Set<Path> claimed = claims.ofOthers();
            for (Path folder : folders()) {
                // Asked twice: an entry may have been written while the first answer was put together.
                if (!claimed.contains(folder) && isUnused(folder, used) && isUnused(folder, used)) {
                    Training.delete(folder);
                }
            }
            if (folders().isEmpty()) {
                Files.deleteIfExists(lockFile);
            }
        } catch (FileNotFoundException prunedByAnother) {
            return;
        }
        deleteIfEmpty(runtimes);
    }

    private static boolean isUnused(Path folder, Used used) throws IOException {
        Optional<Set<Path>> folders = used.folders();
        return folders.isPresent() && !folders.get().contains(folder);
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }
}
