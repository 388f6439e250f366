package dev.tickover.installer.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the whole runtime with the JDK that runs the tests: once, since jlink takes seconds. */
@Tag("real-runtime")
class RealRuntimeTest {

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path home;

    private final CommandRunner runner = new ExecCommandRunner();
    private final List<String> progress = new ArrayList<>();

    private TickRuntime runtime(RuntimeKind best) {
        // A blank and letters beyond ASCII: the home folders of many.
        return new TickRuntime(
                home.resolve("Jörg Müller").resolve("runtime"),
                JDK,
                best,
                runner,
                Machine.system(),
                Environment.current().system(),
                progress::add);
    }

    @Test
    void anImageIsMadeTrainedTestedSharedAndMended() throws IOException {
        assumeTrue(Files.isExecutable(JDK.resolve("bin").resolve("jlink")), "this Java has no jlink");
        TickRuntime runtime = runtime(RuntimeKind.IMAGE);
        assertTrue(runtime.prepare());
        RuntimeRecord record = runtime.record().orElseThrow();
        assertEquals(RuntimeKind.IMAGE, record.rung(), record.why());
        assertEquals(List.of("Building the tick runtime (once) ..."), progress);
        Path folder = runtime.folder();
        assertTrue(record.command().get(0).startsWith(folder.toString()), "the image's own java");
        assertEquals(Optional.empty(), record.problem(folder));
        ticksComeThrough(record.command(), "-Xshare:on");

        assertFalse(runtime(RuntimeKind.IMAGE).prepare(), "the second installation has nothing to make");

        Files.setLastModifiedTime(
                folder.resolve(RuntimeBuilder.JAR), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertTrue(record.problem(folder).orElse("").contains("was changed"), "status and doctor can tell");
        ticksComeThrough(record.command(), "-Xshare:auto");
        TickRuntime mended = runtime(RuntimeKind.ARCHIVE);
        assertTrue(mended.prepare());
        RuntimeRecord archive = mended.record().orElseThrow();
        assertEquals(RuntimeKind.ARCHIVE, archive.rung(), archive.why());
        ticksComeThrough(archive.command(), "-Xshare:on");
        mended.prune(() -> Optional.of(Set.of(mended.folder())));
        assertFalse(Files.exists(folder), "the spoilt one is gone");
        runtime(RuntimeKind.ARCHIVE).prune(() -> Optional.of(Set.of()));
        assertFalse(Files.exists(home.resolve("Jörg Müller").resolve("runtime")), "nothing stays");
    }

    /** A JDK that is updated leaves an archive that its JVM refuses, as it refuses one of garbage. */
    @Test
    void anArchiveThatTheJvmRefusesIsMadeAnewByTheNextSweepAndNotByEverySweepIfThatFails() throws IOException {
        TickRuntime runtime = runtime(RuntimeKind.ARCHIVE);
        runtime.prepare();
        RuntimeRecord record = runtime.record().orElseThrow();
        assertEquals(RuntimeKind.ARCHIVE, record.rung(), record.why());
        Path archive = runtime.folder().resolve(RuntimeBuilder.ARCHIVE);

        spoil(archive);
        Files.setLastModifiedTime(
                runtime.folder().resolve(RuntimeBuilder.JAR), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertTrue(record.problem(runtime.folder()).isPresent());
        sweep(record.command());
        RuntimeRecord mended = runtime.record().orElseThrow();
        assertEquals(Optional.empty(), mended.problem(runtime.folder()));
        assertEquals(record.command(), mended.command());
        ticksComeThrough(mended.command(), "-Xshare:on");

        spoil(archive);
        Path classes = runtime.folder().resolve(RuntimeBuilder.CLASSES);
        byte[] names = Files.readAllBytes(classes);
        Files.delete(classes);
        sweep(record.command());
        assertTrue(runtime.record().orElseThrow().problem(runtime.folder()).isPresent(), "status says so");
        Files.write(classes, names);
        sweep(record.command());
        assertTrue(runtime.record().orElseThrow().problem(runtime.folder()).isPresent(), "not again on the same day");
        ticksComeThrough(record.command(), "-Xshare:auto");
    }

    private static void spoil(Path archive) throws IOException {
        Files.delete(archive);
        Files.writeString(archive, "no archive");
    }

    private void sweep(List<String> command) throws IOException {
        try (Training training = new Training(runner, List.of("true"), Machine.system())) {
            List<String> sweep = new ArrayList<>(command);
            sweep.addAll(List.of("--dir", training.state().toString(), "sweep"));
            Training.run(runner, sweep);
        }
    }

    private void ticksComeThrough(List<String> command, String share) throws IOException {
        List<String> run = new ArrayList<>(command);
        run.replaceAll(argument -> argument.equals("-Xshare:auto") ? share : argument);
        try (Training training =
                new Training(runner, List.of(command.get(0), "-Xlog:disable", "--version"), Machine.system())) {
            training.deliver(run);
            training.command(run);
            training.notDue(run);
        }
    }
}
