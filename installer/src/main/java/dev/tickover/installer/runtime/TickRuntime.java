package dev.tickover.installer.runtime;

import dev.tickover.installer.Version;
import dev.tickover.machine.SmallFiles;
import dev.tickover.tick.TickClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Keeps the tick runtime: a folder for each version, shared by all applications, that holds the tick client apart from
 * the distribution it came with. A folder is complete or absent: it is made beside and moved into place.
 */
public final class TickRuntime {

    private static final String JAR = "tickover-core.jar";

    /** What a folder in the making, or on its way out, is called; the number of the process that is at it follows. */
    private static final String MAKING = ".making-";

    private static final String PRUNING = ".pruning-";

    private final Path runtimes;
    private final Path java;

    /**
     * Makes the runtimes of a user or of the machine known.
     *
     * @param runtimes the folder of all versions
     * @param javaHome the JDK or JRE that will run ticks
     */
    public TickRuntime(Path runtimes, Path javaHome) {
        this.runtimes = runtimes;
        this.java = javaHome.resolve("bin").resolve("java");
    }

    /**
     * Returns the folder of this version's runtime. Its name carries a checksum of the tick client, so that a build that
     * differs goes beside the one that is in use.
     *
     * @return the folder; it need not exist
     * @throws IOException if this program's own files cannot be read
     */
    public Path folder() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(clientJar());
        return runtimes.resolve(Version.text() + "-" + String.format("%08x", crc.getValue()));
    }

    /**
     * Makes the runtime if it is not there.
     *
     * @return true if it was made now
     * @throws IOException if it cannot be made; nothing half-made stays
     */
    public boolean prepare() throws IOException {
        Path folder = folder();
        if (Files.exists(folder.resolve(JAR))) {
            return false;
        }
        Files.createDirectories(runtimes);
        Path making = Files.createTempDirectory(runtimes, MAKING + ownPid() + "-");
        try {
            Files.write(making.resolve(JAR), clientJar());
            readableByOwnUserOnly(making);
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException madeByAnother) {
            return false;
        } catch (AtomicMoveNotSupportedException oddFileSystem) {
            throw new IOException("cannot move a folder within " + runtimes, oddFileSystem);
        } finally {
            delete(making);
        }
    }

    private static void readableByOwnUserOnly(Path folder) {
        SmallFiles.keepPrivate(folder.toFile());
    }

    /**
     * Returns the command that an OS entry calls; it appends the schedule's name.
     *
     * @param stateFolder the application's state folder
     * @return the program and its arguments
     * @throws IOException if this program's own files cannot be read
     */
    public List<String> tickCommand(Path stateFolder) throws IOException {
        return tickCommand(folder(), stateFolder);
    }

    /**
     * Returns the command that an OS entry calls which uses a runtime already there.
     *
     * @param folder the runtime's folder
     * @param stateFolder the application's state folder
     * @return the program and its arguments
     */
    public List<String> tickCommand(Path folder, Path stateFolder) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx32m",
                "-cp",
                folder.resolve(JAR).toString(),
                TickClient.class.getName(),
                "--dir",
                stateFolder.toString()));
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
     * is empty then. An installation that goes on meanwhile keeps or makes its runtime, as long as it calls
     * {@link #prepare} once more after it has written that it uses it.
     *
     * @param used tells which are in use
     * @throws IOException if one cannot be removed
     */
    public void prune(Used used) throws IOException {
        if (!Files.isDirectory(runtimes)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> entries = Files.list(runtimes)) {
            folders = entries.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            if (name.startsWith(MAKING) || name.startsWith(PRUNING)) {
                if (!isAlive(name)) {
                    delete(folder);
                }
            } else if (isUnused(folder, used)) {
                prune(folder, used);
            }
        }
        deleteIfEmpty(runtimes);
    }

    /** Moved aside first, then asked again: whoever says only after that that it uses it finds it gone, and makes it. */
    private void prune(Path folder, Used used) throws IOException {
        Path aside = runtimes.resolve(PRUNING + ownPid() + "-" + folder.getFileName());
        try {
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException prunedByAnother) {
            return;
        }
        if (!isUnused(folder, used)) {
            try {
                Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException madeAgain) {
                // Another one of the same content is in its place.
            }
        }
        delete(aside);
    }

    private static boolean isUnused(Path folder, Used used) throws IOException {
        Optional<Set<Path>> folders = used.folders();
        return folders.isPresent() && !folders.get().contains(folder);
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }

    private static boolean isAlive(String name) {
        String[] words = name.split("-");
        try {
            return ProcessHandle.of(Long.parseLong(words[1])).isPresent();
        } catch (NumberFormatException foreign) {
            return false;
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static byte[] clientJar() throws IOException {
        Path source;
        try {
            source = Path.of(TickClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
        return Files.isDirectory(source) ? jarOf(source) : Files.readAllBytes(source);
    }

    /** Packs a folder of classes, as there is while developing; the same classes give the same bytes. */
    private static byte[] jarOf(Path classes) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes);
                Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry =
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                jar.putNextEntry(entry);
                copy(file, jar);
            }
        }
        return bytes.toByteArray();
    }

    private static void copy(Path file, OutputStream to) throws IOException {
        Files.copy(file, to);
    }
}
