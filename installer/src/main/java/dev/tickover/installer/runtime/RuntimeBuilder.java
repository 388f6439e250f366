package dev.tickover.installer.runtime;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.tick.Machine;
import dev.tickover.tick.TickClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a tick runtime in its folder: an image, or what else can be had, and a class archive trained by real ticks. It
 * is made in place, since an archive holds for one path of the jar alone; the record that makes it whole is not written
 * here.
 */
final class RuntimeBuilder {

    static final String JAR = "tickover-core.jar";
    static final String IMAGE = "image";
    static final String ARCHIVE = "tick.jsa";

    /** The names of the classes in the archive, for when it is to be made anew. */
    static final String CLASSES = "classes.txt";

    /** What an image, an archive and the files of their making need at most, with room to spare. */
    private static final long BYTES_NEEDED = 160L << 20;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final JavaHome jdk;
    private final CommandRunner runner;
    private final Machine machine;
    private final OperatingSystem system;

    RuntimeBuilder(JavaHome jdk, CommandRunner runner, Machine machine, OperatingSystem system) {
        this.jdk = jdk;
        this.runner = runner;
        this.machine = machine;
        this.system = system;
    }

    /** Says that a rung cannot be had, and whether that may pass. */
    private static final class RungException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean mayPass;

        RungException(String why, boolean mayPass) {
            super(why);
            this.mayPass = mayPass;
        }
    }

    /** Makes the best runtime that can be had, at most the one asked for. */
    RuntimeRecord build(Path folder, RuntimeKind best) throws IOException {
        long begun = machine.clocks().awakeNanos();
        Files.write(folder.resolve(JAR), ClientJar.read());
        List<String> why = new ArrayList<>();
        boolean mayImprove = false;
        for (RuntimeKind rung : RuntimeKind.values()) {
            if (rung.compareTo(best) >= 0) {
                try {
                    make(folder, rung);
                    Duration took = Duration.ofNanos(machine.clocks().awakeNanos() - begun);
                    return record(folder, rung, String.join("; ", why), mayImprove, took);
                } catch (RungException failed) {
                    why.add("no " + rung.name().toLowerCase(java.util.Locale.ROOT) + ": " + failed.getMessage());
                    mayImprove |= failed.mayPass;
                    Training.delete(folder.resolve(IMAGE));
                    Files.deleteIfExists(folder.resolve(ARCHIVE));
                    Files.deleteIfExists(folder.resolve(CLASSES));
                }
            }
        }
        throw new IOException("no tick runtime can be made: " + String.join("; ", why));
    }

    private void make(Path folder, RuntimeKind rung) throws RungException {
        if (rung == RuntimeKind.PLAIN) {
            return;
        }
        try {
            if (rung == RuntimeKind.IMAGE) {
                link(folder);
            }
            archive(folder, rung);
        } catch (IOException failed) {
            throw new RungException(String.valueOf(failed.getMessage()), isShortOfSpace(failed.getMessage()));
        }
    }

    private void link(Path folder) throws IOException, RungException {
        Path jlink = jdk.program("jlink");
        if (!Files.isExecutable(jlink)) {
            throw new RungException("there is no jlink in " + jdk.path(), false);
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < BYTES_NEEDED) {
            throw new RungException(
                    "only " + (free >> 20) + " MiB are free in " + folder + ", " + (BYTES_NEEDED >> 20) + " are needed",
                    true);
        }
        Path image = folder.resolve(IMAGE);
        CommandResult result = runner.run(new Command(
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        "java.base",
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        image.toString()),
                Map.of("JAVA_TOOL_OPTIONS", "", "JDK_JAVA_OPTIONS", ""),
                LONGEST));
        if (!(result instanceof CommandResult.Exited exited) || exited.code() != 0) {
            throw new RungException("jlink: " + result.summary(), isShortOfSpace(result.summary()));
        }
        ImageTrimming.apply(image, system);
    }

    private void archive(Path folder, RuntimeKind rung) throws IOException {
        List<String> run = command(folder, rung, jdk, system);
        String java = run.get(0);
        try (Training training = new Training(runner, List.of(java, "-Xlog:disable", "--version"), machine)) {
            Files.write(folder.resolve(CLASSES), train(training, run));
            Training.run(runner, dump(folder, java));
            // With "on" instead of "auto" the JVM refuses to start when it cannot use the archive.
            List<String> strictly = with(run, "-Xshare:on");
            training.notDue(strictly);
            training.deliver(strictly);
        }
    }

    private List<String> dump(Path folder, String java) {
        List<String> dump = new ArrayList<>(List.of(java));
        dump.addAll(TickFlags.forDump(jdk.feature()));
        dump.addAll(List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + folder.resolve(CLASSES),
                "-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE),
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        dump.addAll(classPath(folder));
        return dump;
    }

    /** Runs one tick of each kind, and collects the classes that they load. */
    private static Set<String> train(Training training, List<String> run) throws IOException {
        Path loaded = training.state().resolveSibling("loaded.txt");
        List<String> listing = with(run, "-XX:DumpLoadedClassList=" + loaded);
        listing.removeIf(argument -> argument.startsWith("-XX:SharedArchiveFile"));
        listing.replaceAll(argument -> argument.equals("-Xshare:auto") ? "-Xshare:off" : argument);
        Set<String> classes = new LinkedHashSet<>();
        training.deliver(listing);
        collect(loaded, classes);
        training.command(listing);
        collect(loaded, classes);
        training.notDue(listing);
        collect(loaded, classes);
        return classes;
    }

    /** A line may end with numbers that hold within its own list alone; only classes of odd loaders need them. */
    private static void collect(Path loaded, Set<String> classes) throws IOException {
        for (String line : Files.readAllLines(loaded)) {
            int id = line.indexOf(" id: ");
            if (!line.startsWith("#") && !line.contains(" source: ")) {
                classes.add(id < 0 ? line : line.substring(0, id));
            }
        }
        Files.delete(loaded);
    }

    private static List<String> with(List<String> run, String flag) {
        List<String> changed = new ArrayList<>(run);
        // Behind the program's own flags, of which the last one counts, and before the class path.
        changed.add(changed.indexOf("-cp"), flag);
        return changed;
    }

    /** Returns the program and its arguments up to the main class. */
    static List<String> command(Path folder, RuntimeKind rung, JavaHome jdk, OperatingSystem system) {
        List<String> command = new ArrayList<>();
        JavaHome runs = rung == RuntimeKind.IMAGE
                ? new JavaHome(folder.resolve(IMAGE), jdk.version(), jdk.feature(), jdk.fingerprint())
                : jdk;
        command.add(runs.java().toString());
        if (rung != RuntimeKind.PLAIN) {
            command.add("-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE));
        }
        command.add("-Xshare:auto");
        command.addAll(TickFlags.of(jdk.feature(), system, rung));
        command.addAll(classPath(folder));
        command.add(TickClient.class.getName());
        return command;
    }

    /**
     * The boot loader takes the classes from the archive, or from the jar, without what a class path costs: 0.93 of a
     * tick. The class path names the jar too, since without one it would be whatever folder a tick is started in.
     */
    private static List<String> classPath(Path folder) {
        String jar = folder.resolve(JAR).toString();
        return List.of("-Xbootclasspath/a:" + jar, "-cp", jar);
    }

    private RuntimeRecord record(Path folder, RuntimeKind rung, String why, boolean mayImprove, Duration took)
            throws IOException {
        Map<String, String> seals = new TreeMap<>();
        for (String file : List.of(JAR, ARCHIVE, IMAGE + "/lib/modules")) {
            if (Files.exists(folder.resolve(file))) {
                seals.put(file, RuntimeRecord.seal(folder.resolve(file)));
            }
        }
        List<String> command = command(folder, rung, jdk, system);
        return new RuntimeRecord(
                rung,
                why,
                mayImprove,
                command,
                rung == RuntimeKind.PLAIN ? List.of() : dump(folder, command.get(0)),
                jdk.version(),
                jdk.path(),
                jdk.fingerprint(),
                seals,
                Instant.ofEpochSecond(machine.clocks().wall().getEpochSecond()),
                took,
                size(folder));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .mapToLong(RuntimeBuilder::sizeOf)
                    .sum();
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean isShortOfSpace(String message) {
        return message != null && (message.contains("No space left") || message.contains("not enough space"));
    }
}
