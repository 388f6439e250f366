package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks real shells what they complete; one that is not here is left out. */
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {

    @TempDir
    Path home;

    private TestUser user;

    @BeforeEach
    void makeUser() {
        user = new TestUser(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tickover sim               | simulate",
                "tickover at                | attach",
                "tickover simulate --rep    | --replay",
                "tickover status --js       | --json",
                "tickover uninstall --pu    | --purge",
            })
    void bashCompletesCommandsAndOptions(String typed, String completed) throws Exception {
        Path script = user.write("completion.bash", user.done("completion", "bash"));
        String[] words = typed.trim().split(" +");
        String asked = "source '" + script + "'\nCOMP_WORDS=(" + String.join(" ", words) + ")\nCOMP_CWORD="
                + (words.length - 1) + "\n_complete_tickover\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        assertTrue(words(run("bash", "--norc", "-c", asked)).contains(completed));
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeTrue(isHere("zsh"), "there is no zsh here");
        Path script = user.write("completion.zsh", user.done("completion", "zsh"));
        run("zsh", "-f", "-c", "autoload -U compinit && compinit -u && source '" + script + "'");
    }

    @Test
    void fishCompletesCommandsAndOptions() throws Exception {
        assumeTrue(isHere("fish"), "there is no fish here");
        Path script = user.write("completion.fish", user.done("completion", "fish"));
        String out = run("fish", "--no-config", "-c", "source '" + script + "'; complete -C 'tickover simulate --rep'");
        assertTrue(out.contains("--replay"), out);
    }

    @Test
    void fishIsToldOfEveryCommandAndOption() {
        String script = user.done("completion", "fish");
        for (String command : HelpTest.commands()) {
            if (!command.equals("tickover")) {
                assertTrue(script.contains("' -f -a " + command + " -d '"), command);
            }
        }
        assertTrue(script.contains("'__fish_seen_subcommand_from simulate' -l replay -r -d '"), script);
        assertTrue(script.contains("'__fish_seen_subcommand_from status' -l json -d '"), script);
        // Each line has its quotes in pairs, an apostrophe of a description escaped.
        for (String line : script.lines().toList()) {
            long quotes = line.replace("\\'", "").chars().filter(c -> c == '\'').count();
            assertEquals(4, quotes, line);
        }
    }

    @Test
    void anotherShellIsAMistake() {
        Result result = user.type("completion", "tcsh");
        assertEquals(2, result.code());
        assertEquals("tickover: no shell tcsh is known\ntickover: shells are bash, zsh and fish\n", result.err());
        assertEquals(2, user.type("completion").code());
    }

    private static Set<String> words(String out) {
        return new TreeSet<>(List.of(out.split("\\s+")));
    }

    private static boolean isHere(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
