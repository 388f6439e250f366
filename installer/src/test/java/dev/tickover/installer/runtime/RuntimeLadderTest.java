package dev.tickover.installer.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.Version;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Processes;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes away from a runtime what it is made of, rung by rung. */
class RuntimeLadderTest {

    @TempDir
    private Path home;

    private Path runtimes;
    private Path jdk;
    private final List<String> started = Collections.synchronizedList(new ArrayList<>());
    private String jlinkSays = "Error: Module java.base not found";
    private boolean archivesFail = true;

    @BeforeEach
    void makeAJdk() throws IOException {
        runtimes = home.resolve("share").resolve("runtime");
        jdk = home.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        release("17.0.15");
        program("java");
        program("jlink");
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private void program(String name) throws IOException {
        Path program = Files.writeString(jdk.resolve("bin").resolve(name), "#!/bin/sh\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    private TickRuntime runtime(RuntimeKind best) {
        return new TickRuntime(runtimes, jdk, best, this::run, Machine.system(), OperatingSystem.LINUX, line -> {});
    }

    /** Plays jlink, which fails, and java, which does what it is told or fails. */
    private CommandResult run(Command command) {
        String program = Path.of(command.arguments().get(0)).getFileName().toString();
        started.add(program);
        if (program.equals("jlink")) {
            return new CommandResult.Exited(1, "", jlinkSays);
        }
        if (archivesFail) {
            return new CommandResult.Exited(1, "", "An error has occurred while processing the shared archive file.");
        }
        for (String argument : command.arguments()) {
            write(argument, "-XX:DumpLoadedClassList=");
            write(argument, command.arguments().contains("-Xshare:dump") ? "-XX:SharedArchiveFile=" : "none=");
        }
        return new CommandResult.Exited(0, "", "");
    }

    private static void write(String argument, String option) {
        if (argument.startsWith(option)) {
            try {
                Files.writeString(Path.of(argument.substring(option.length())), "java/lang/Object id: 0\n");
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }

    private RuntimeRecord prepared(TickRuntime runtime) throws IOException {
        assertTrue(runtime.prepare());
        RuntimeRecord record = runtime.record().orElseThrow();
        assertEquals(Optional.empty(), record.problem(runtime.folder()));
        return record;
    }

    @Test
    void withoutJlinkTheJdksJavaGetsAnArchive() throws IOException {
        Files.delete(jdk.resolve("bin").resolve("jlink"));
        archivesFail = false;
        RuntimeRecord record = prepared(runtime(RuntimeKind.IMAGE));
        assertEquals(RuntimeKind.ARCHIVE, record.rung());
        assertEquals("no image: there is no jlink in " + jdk, record.why());
        assertEquals(
                jdk.resolve("bin").resolve("java").toString(), record.command().get(0));
        assertFalse(record.mayImprove());
        assertFalse(runtime(RuntimeKind.IMAGE).prepare(), "asking again would give the same");
    }

    @Test
    void aJreWithoutJmodsOrAJlinkThatFailsIsToldAndLeavesNoHalfImage() throws IOException {
        archivesFail = false;
        TickRuntime runtime = runtime(RuntimeKind.IMAGE);
        RuntimeRecord record = prepared(runtime);
        assertEquals(RuntimeKind.ARCHIVE, record.rung());
        assertTrue(record.why().contains("Module java.base not found"), record.why());
        assertFalse(Files.exists(runtime.folder().resolve(RuntimeBuilder.IMAGE)));
    }

    @Test
    void whereNoArchiveFitsEitherPlainFlagsServe() throws IOException {
        TickRuntime runtime = runtime(RuntimeKind.IMAGE);
        RuntimeRecord record = prepared(runtime);
        assertEquals(RuntimeKind.PLAIN, record.rung());
        assertTrue(record.why().contains("no image: ") && record.why().contains("no archive: "), record.why());
        assertFalse(record.command().stream().anyMatch(word -> word.startsWith("-XX:SharedArchiveFile")));
        assertFalse(Files.exists(runtime.folder().resolve(RuntimeBuilder.ARCHIVE)));
    }

    @Test
    void withoutSpaceTheNextInstallationTriesAgain() throws IOException {
        jlinkSays = "Error: java.io.IOException: No space left on device";
        archivesFail = false;
        TickRuntime first = runtime(RuntimeKind.IMAGE);
        assertTrue(prepared(first).mayImprove());
        Path before = first.folder();
        jlinkSays = "Error: something that lasts";
        TickRuntime second = runtime(RuntimeKind.IMAGE);
        assertFalse(prepared(second).mayImprove());
        second.prune(() -> Optional.of(Set.of(second.folder())));
        assertFalse(Files.exists(before));
    }

    @Test
    void anUpdatedJdkIsToldAndGetsARuntimeOfItsOwn() throws IOException {
        archivesFail = false;
        TickRuntime before = runtime(RuntimeKind.ARCHIVE);
        RuntimeRecord record = prepared(before);
        release("17.0.16");
        String problem = record.problem(before.folder()).orElseThrow();
        assertTrue(problem.contains("17.0.15 to 17.0.16"), problem);
        TickRuntime after = runtime(RuntimeKind.ARCHIVE);
        assertTrue(after.prepare());
        assertFalse(before.folder().equals(after.folder()));
        Files.delete(jdk.resolve("bin").resolve("java"));
        assertTrue(record.problem(before.folder()).orElseThrow().contains("is gone"));
    }

    @Test
    void aRuntimeThatWasDeletedIsMadeAgainInTheSamePlace() throws IOException {
        TickRuntime runtime = runtime(RuntimeKind.PLAIN);
        prepared(runtime);
        Path folder = runtime.folder();
        Training.delete(folder);
        TickRuntime again = runtime(RuntimeKind.PLAIN);
        prepared(again);
        assertEquals(folder, again.folder());
    }

    @Test
    void whatACrashLeftIsRemovedAndNeverUsed() throws IOException {
        Path name = runtime(RuntimeKind.PLAIN).folder();
        Files.createDirectories(name.resolve(RuntimeBuilder.IMAGE));
        Files.writeString(name.resolve(RuntimeBuilder.JAR), "half");
        TickRuntime runtime = runtime(RuntimeKind.PLAIN);
        prepared(runtime);
        assertEquals(name, runtime.folder());
        assertFalse(Files.exists(name.resolve(RuntimeBuilder.IMAGE)));
    }

    @Test
    void ofManyInstallationsAtOnceOneMakesTheRuntime() throws Exception {
        archivesFail = false;
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Callable<Boolean> prepare = () -> runtime(RuntimeKind.IMAGE).prepare();
            List<Future<Boolean>> all = threads.invokeAll(Collections.nCopies(6, prepare));
            int made = 0;
            for (Future<Boolean> one : all) {
                made += one.get() ? 1 : 0;
            }
            assertEquals(1, made);
            assertEquals(1, Collections.frequency(started, "jlink"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatAnotherInstallationIsAboutToUseIsNotPruned() throws IOException {
        TickRuntime mine = runtime(RuntimeKind.PLAIN);
        prepared(mine);
        Path claim;
        try (var entries = Files.list(runtimes)) {
            claim = entries.filter(path -> path.getFileName().toString().startsWith(".claim-"))
                    .findFirst()
                    .orElseThrow();
        }
        // As if process 1 had made it: it lives as long as this test.
        String init = Processes.system().find(1).text();
        Files.write(
                runtimes.resolve(".claim-1"),
                List.of(init, mine.folder().getFileName().toString()));
        Files.delete(claim);
        runtime(RuntimeKind.PLAIN).prune(() -> Optional.of(Set.of()));
        assertTrue(Files.exists(mine.folder()));
        Files.write(
                runtimes.resolve(".claim-1"),
                List.of("1:1:gone", mine.folder().getFileName().toString()));
        runtime(RuntimeKind.PLAIN).prune(() -> Optional.of(Set.of()));
        assertFalse(Files.exists(runtimes), "a dead process claims nothing");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorAndLeavesNothing() throws IOException {
        Files.createDirectories(runtimes.getParent());
        Files.writeString(runtimes, "a file where the folder should be");
        assertThrows(IOException.class, () -> runtime(RuntimeKind.PLAIN).prepare());
        assertEquals("a file where the folder should be", Files.readString(runtimes));
    }

    @Test
    void eachFlagSaysWhyItIsThereAndWhatItWasMeasuredToDo() {
        for (TickFlags.Flag flag : TickFlags.TABLE) {
            assertFalse(flag.reason().isBlank(), flag.text());
            assertFalse(flag.effect().isBlank(), flag.text());
        }
        List<String> old = TickFlags.of(17, OperatingSystem.LINUX, RuntimeKind.IMAGE);
        List<String> later = TickFlags.of(25, OperatingSystem.LINUX, RuntimeKind.IMAGE);
        assertTrue(old.contains("-XX:+UseG1GC") && !later.contains("-XX:+UseG1GC"));
        assertTrue(later.contains("-XX:+UseSerialGC") && !old.contains("-XX:+UseSerialGC"));
        assertTrue(TickFlags.of(21, OperatingSystem.LINUX, RuntimeKind.ARCHIVE).contains("-XX:+UseSerialGC"));
        assertFalse(
                TickFlags.of(25, OperatingSystem.MACOS, RuntimeKind.PLAIN)
                        .toString()
                        .contains("sun.nio.ch"),
                "the plain rung hangs on no internal name");
        assertTrue(Version.text().length() > 0);
    }
}
