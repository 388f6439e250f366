package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Is Wine with its own {@code schtasks.exe}. What it does with {@code /create}, {@code /delete} and {@code /change
 * /enable} is evidence, and so is the file that it stores; its {@code /query}, {@code /run} and {@code /end} return 0 and
 * do nothing, it starts no task, and takes almost any document.
 *
 * <p>Its world of 700 MB is made once, below the folder for temporary files, and used again.
 */
final class Wine implements CommandRunner {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path prefix;
    private final Path streams;

    private Wine(Path prefix, Path streams) {
        this.prefix = prefix;
        this.streams = streams;
    }

    /**
     * Starts Wine. Where it is missing the calling test is skipped with the reason, or fails if the system property or
     * environment variable TICKOVER_REQUIRE_REAL is {@code true}.
     *
     * @param streams a folder for what commands write
     */
    static Wine start(Path streams) throws IOException {
        Path prefix = Path.of(System.getProperty("java.io.tmpdir"), "tickover-wine-" + System.getProperty("user.name"));
        Wine wine = new Wine(prefix, streams);
        CommandResult version = wine.start(List.of("wine", "--version"));
        if (!version.succeeded()) {
            String message = "no Wine here (packages wine and wine64): " + version.summary();
            if (Boolean.getBoolean("TICKOVER_REQUIRE_REAL") || "true".equals(System.getenv("TICKOVER_REQUIRE_REAL"))) {
                fail(message);
            }
            abort(message);
        }
        Path lock = prefix.resolveSibling(prefix.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            wine.prepare();
        }
        return wine;
    }

    /** Makes Wine's world if it is not there, and starts its server: one build on a machine at a time. */
    private void prepare() throws IOException {
        Files.createDirectories(prefix);
        if (!Files.exists(prefix.resolve("system.reg"))) {
            start(List.of("wineboot", "-i"));
            // Its server must be gone: one that is about to end takes new clients, but has no services for them.
            start(List.of("wineserver", "-w"));
        }
        // It lives on for a minute without clients: each call then takes a fifth of a second, not three.
        start(List.of("wineserver", "-p60"));
    }

    /**
     * Runs a command of Windows; a file of this system is given as Windows would name it. Of 1,628 calls that created and
     * deleted one and the same task in turn, one failed without a word: so what counts as refused is refused twice, and
     * what was not is told.
     */
    @Override
    public CommandResult run(Command command) {
        CommandResult first = once(command);
        if (!first.equals(new CommandResult.Exited(1, "", ""))) {
            return first;
        }
        CommandResult second = once(command);
        if (!second.equals(first)) {
            System.out.println("Wine failed without a word, then did it: " + command.text());
        }
        return second;
    }

    private CommandResult once(Command command) {
        List<String> words = new ArrayList<>(List.of("wine"));
        for (String word : command.arguments()) {
            words.add(word.startsWith("/") && Files.exists(Path.of(word)) ? "Z:" + word.replace('/', '\\') : word);
        }
        return start(words);
    }

    int exitCode(String... words) {
        return run(Command.of(words)) instanceof CommandResult.Exited exited ? exited.code() : -1;
    }

    /** Tells whether there is such a task. On Windows this command would enable it; Wine's only looks. */
    boolean has(String task) {
        return exitCode("schtasks", "/change", "/tn", task, "/enable") == 0;
    }

    /** Returns what is stored of a task, up to its end: Wine leaves the rest of a longer former one behind it. */
    Optional<String> stored(String task) {
        Path file = tasks().resolve(task.substring(1).replace('\\', '/'));
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf("<Task"), text.indexOf("</Task>") + "</Task>".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all tasks below a folder, and the folder. */
    void forget(String folder) throws IOException {
        Path root = tasks().resolve(folder.substring(1));
        if (Files.isDirectory(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.sorted(java.util.Comparator.reverseOrder())
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
        }
    }

    private Path tasks() {
        return prefix.resolve("drive_c/windows/system32/tasks");
    }

    private CommandResult start(List<String> words) {
        File out = streams.resolve("out").toFile();
        File err = streams.resolve("err").toFile();
        // Files, not pipes: the server that a first command leaves running would hold a pipe open.
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().put("WINEPREFIX", prefix.toString());
        builder.environment().put("WINEDEBUG", "-all");
        builder.environment().put("WINEDLLOVERRIDES", "mscoree=;mshtml=");
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new CommandResult.TimedOut("", "");
            }
            return new CommandResult.Exited(
                    process.exitValue(),
                    Files.readString(out.toPath(), StandardCharsets.ISO_8859_1),
                    Files.readString(err.toPath(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new CommandResult.CannotStart(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult.TimedOut("", "interrupted");
        }
    }
}
