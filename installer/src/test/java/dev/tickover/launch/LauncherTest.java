package dev.tickover.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./tickover} of a clone with a Maven that notes each build, and takes no time. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String BUILDING = "Building Tickover (once) ...\n";

    @TempDir
    Path temporary;

    private Path root;
    private Path tools;
    private Script tickover;

    @BeforeEach
    void cloneProject() throws IOException {
        Path top = temporary.toRealPath();
        root = Files.createDirectories(top.resolve("Zoë & Größe"));
        Files.copy(Path.of("../tickover"), root.resolve("tickover"));
        assertTrue(root.resolve("tickover").toFile().setExecutable(true));
        for (String file : List.of("pom.xml", "LICENSE", "README.md", ".mvn/jvm.config", "core/pom.xml")) {
            write(file);
        }
        write("core/src/main/java/One.java");
        write("core/src/main/java/Two.java");
        write("core/src/test/java/OneTest.java");
        tools = top.resolve("tools");
        Script.write(tools.resolve("javac"), "exit 0");
        maven("exit 0");
        tickover = new Script(root.resolve("tickover"), top, Map.of("PATH", tools + ":/usr/bin:/bin"));
    }

    @Test
    void theFirstUseBuildsAndTheSecondDoesNot() throws IOException {
        Script.Result first = tickover.run("status", "a b");
        assertEquals(new Script.Result(0, "ran status|a b in " + tickover.workingFolder() + "\n", BUILDING), first);
        assertEquals("", tickover.run().err());
        assertEquals(1, builds());
    }

    @Test
    void mavensOutputIsShownOnFailureOnly() throws IOException {
        maven("echo broken; exit 1");
        Script.Result result = tickover.run();
        assertEquals(1, result.code());
        assertEquals(
                BUILDING + "compiling\nbroken\ntickover: the build failed; what Maven said stands above\n"
                        + "Mend that, or run mvn verify to see more.\n",
                result.err());
        assertEquals(List.of(), left());
    }

    @Test
    void aNewerSourceIsBuilt() throws IOException {
        tickover.run();
        touch("core/src/main/java/One.java");
        assertEquals(BUILDING, tickover.run().err());
        assertEquals("", tickover.run().err());
    }

    @Test
    void aNewerPomIsBuilt() throws IOException {
        tickover.run();
        touch("core/pom.xml");
        assertEquals(BUILDING, tickover.run().err());
    }

    @Test
    void aSourceThatIsGoneIsBuiltWithout() throws IOException {
        tickover.run();
        Files.delete(root.resolve("core/src/main/java/Two.java"));
        Files.setLastModifiedTime(root.resolve("core/src/main/java"), soon());
        assertEquals(BUILDING, tickover.run().err());
    }

    @Test
    void aNewerTestIsNoReasonToBuild() throws IOException {
        tickover.run();
        touch("core/src/test/java/OneTest.java");
        assertEquals("", tickover.run().err());
    }

    @Test
    void aFailedBuildLeavesTheFormerOneAndIsTriedAgain() throws IOException {
        tickover.run();
        List<String> former = left();
        touch("core/src/main/java/One.java");
        maven("exit 1");
        assertEquals(1, tickover.run().code());
        assertEquals(former, left());
        maven("exit 0");
        assertEquals(0, tickover.run().code());
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws IOException, InterruptedException {
        maven("sleep 1");
        Script.Running first = tickover.start("1");
        Script.Running second = tickover.start("2");
        assertEquals(0, first.await().code());
        assertEquals(0, second.await().code());
        assertEquals(1, builds());
    }

    @Test
    void anInterruptedBuildLeavesNothingAndTheNextUseBuilds() throws Exception {
        Path started = root.resolve("started");
        maven("echo >'" + started + "'; sleep 1");
        Script.Running running = tickover.start();
        Eventually.holds("the build has begun", () -> Files.exists(started));
        running.process().destroy();
        assertFalse(running.await().code() == 0);
        assertEquals(List.of(), left());
        maven("exit 0");
        assertEquals(0, tickover.run().code());
    }

    @Test
    void theLockOfAProcessThatIsGoneIsTakenOver() throws IOException {
        Path lock = Files.createDirectories(root.resolve("target/launcher/lock"));
        Files.writeString(lock.resolve("pid"), "999999999\n");
        assertEquals(0, tickover.run().code());
        assertFalse(Files.exists(lock));
    }

    @Test
    void itIsFoundThroughASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), root.resolve("tickover"));
        assertEquals(0, tickover.at(link).run().code());
    }

    @Test
    void aMissingMavenIsToldWithAdvice() {
        Script.Result result =
                tickover.with("PATH", "/bin/none:" + basicTools()).run();
        assertEquals(69, result.code());
        assertTrue(result.err().startsWith("tickover: cannot build: there is no mvn on PATH\nInstall Maven 3.8"));
    }

    @Test
    void aMissingCompilerIsToldWithAdvice() {
        Script.Result result = tickover.with("JAVA_HOME", "/no jdk").run();
        assertEquals(69, result.code());
        assertTrue(result.err().startsWith("tickover: cannot build: there is no javac in /no jdk/bin\n"), result::err);
    }

    /** A folder with the tools that a script needs before it builds, and neither Maven nor Java. */
    private String basicTools() {
        try {
            Path folder = Files.createDirectories(temporary.resolve("basic"));
            for (String tool : List.of("ls", "find", "head", "cat", "mkdir", "date")) {
                Path real = Path.of(Files.exists(Path.of("/usr/bin", tool)) ? "/usr/bin" : "/bin", tool);
                Script.write(folder.resolve(tool), "exec " + real + " \"$@\"");
            }
            return folder.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes a Maven that says something, behaves as told, and packages a command that tells how it was called. */
    private void maven(String behaviour) throws IOException {
        Path command = Script.write(tools.resolve("packaged"), "IFS='|'", "echo \"ran $* in $(pwd)\"");
        Script.write(
                tools.resolve("mvn"),
                "echo x >>'" + tools.resolve("builds") + "'",
                "echo compiling",
                "[ ! -e core/src/test ] || exit 3",
                "[ -f core/src/main/java/One.java ] && [ -f .mvn/jvm.config ] || exit 4",
                "(" + behaviour + ") || exit 1",
                "mkdir -p installer/target/tickover-1/tickover-1/bin",
                "cp '" + command + "' installer/target/tickover-1/tickover-1/bin/tickover");
    }

    private long builds() throws IOException {
        return Files.readAllLines(tools.resolve("builds")).size();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("target/launcher"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Writes a source as old as one that was cloned a while ago. */
    private void write(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        FileTime cloned = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        for (Path path = file; !path.equals(root); path = path.getParent()) {
            Files.setLastModifiedTime(path, cloned);
        }
    }

    private void touch(String name) throws IOException {
        Files.setLastModifiedTime(root.resolve(name), soon());
    }

    /** A little after the last build began, whatever the clock's resolution in this file system. */
    private FileTime soon() throws IOException {
        Instant built = Files.getLastModifiedTime(root.resolve("target/launcher/current"))
                .toInstant();
        return FileTime.from(built.plusMillis(1));
    }
}
