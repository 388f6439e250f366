package dev.tickover.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code bin/tickover} with a java that only tells how it was called. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

    @TempDir
    Path temporary;

    private Path folder;
    private Path jdk;
    private Script script;

    @BeforeEach
    void unpack() throws IOException {
        folder = Files.createDirectories(temporary.toRealPath().resolve("Zoë & Größe"));
        Path file = Files.createDirectories(folder.resolve("tickover-1/bin")).resolve("tickover");
        Files.copy(Path.of("src/main/dist/bin/tickover"), file);
        assertTrue(file.toFile().setExecutable(true));
        jdk = java("jdk 17", "17.0.15");
        script = new Script(file, temporary, Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", jdk.toString()));
    }

    @Test
    void argumentsArriveUntouched() {
        List<String> said = script.run("status", "a b", "", "*", "ü\"'", "--json")
                .out()
                .lines()
                .toList();
        int main = said.indexOf("[dev.tickover.installer.Main]");
        assertEquals(
                List.of("[status]", "[a b]", "[]", "[*]", "[ü\"']", "[--json]"), said.subList(main + 1, said.size()));
    }

    @Test
    void theClassPathIsTheFolderOfJarsBesideIt() {
        List<String> said = script.run().out().lines().toList();
        assertEquals("[" + folder + "/tickover-1/lib/*]", said.get(said.indexOf("[-cp]") + 1));
    }

    @Test
    void theExitCodeIsTheCommands() {
        assertEquals(42, script.with("EXIT", "42").run().code());
    }

    @Test
    void itIsFoundThroughSymbolicLinks() throws IOException {
        Path first = Files.createDirectories(folder.resolve("my bin")).resolve("first");
        Files.createSymbolicLink(first, Path.of("../tickover-1/bin/tickover"));
        Path second = Files.createSymbolicLink(temporary.resolve("second"), first);
        List<String> said = script.at(second).run().out().lines().toList();
        assertTrue(said.contains("[" + folder + "/tickover-1/lib/*]"), said::toString);
    }

    @Test
    void aJavaOnThePathWillDo() {
        Script fromPath = new Script(script.file(), temporary, Map.of("PATH", jdk + "/bin:/usr/bin:/bin"));
        assertEquals(0, fromPath.run().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "21.0.2", "26-ea", "100"})
    void a17OrLaterStarts(String version) throws IOException {
        assertEquals(0, withJava(java("other", version)).run().code());
    }

    @ParameterizedTest
    @CsvSource({"16.0.2, 16", "11.0.1, 11", "1.8.0_392, 8"})
    void anOlderJavaIsRefusedWithAdvice(String version, String feature) throws IOException {
        Path old = java("old", version);
        Script.Result result = withJava(old).run();
        assertEquals(69, result.code());
        assertEquals(
                "tickover: no Java 17 found: " + old + "/bin/java is Java " + feature + "\n"
                        + "Tickover needs Java 17 or later: install one, or set JAVA_HOME to its folder.\n",
                result.err());
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsked() throws IOException {
        Path old = java("stub", "1.8.0_392");
        Files.delete(old.resolve("release"));
        assertEquals(69, withJava(old).run().code());
        Path current = java("stub 17", "17.0.1");
        Files.delete(current.resolve("release"));
        assertEquals(0, withJava(current).run().code());
    }

    @Test
    void aWrongJavaHomeIsNamed() {
        Script.Result result = withJava(Path.of("/no such folder")).run();
        assertEquals(69, result.code());
        assertTrue(result.err().startsWith("tickover: no Java 17 found: JAVA_HOME has no bin/java: /no such folder\n"));
    }

    @Test
    void noJavaAtAllIsToldWithAdvice() throws IOException {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        Script.Result result = new Script(script.file(), temporary, Map.of("PATH", tools.toString())).run();
        assertEquals(69, result.code());
        assertTrue(result.err().contains("JAVA_HOME is not set, and PATH has no java"), result::err);
    }

    @ParameterizedTest
    @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "de_DE.UTF-8, de_DE.UTF-8", "fr_FR.ISO-8859-1, fr_FR.ISO-8859-1"})
    void onlyALocaleWithoutLettersIsChanged(String locale, String expected) {
        assertEquals(
                "locale " + expected, script.with("LC_ALL", locale).run().err().strip());
    }

    private Script withJava(Path home) {
        return script.with("JAVA_HOME", home.toString());
    }

    /** Makes a JDK whose java prints each argument in brackets on a line of its own. */
    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Script.write(
                home.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; exit; fi",
                "printf '[%s]\\n' \"$@\"",
                "echo \"locale ${LC_ALL:-$LC_CTYPE}\" >&2",
                "exit ${EXIT:-0}");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
