package dev.tickover.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.MutantRun;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts one fault after the other into the rules, and asks that a test falls for each. It takes some minutes: {@code mvn
 * -pl core/simulation -am test -Dtest=MutantsTest -Dsurefire.failIfNoSpecifiedTests=false -Dtickover.mutants=true} writes
 * the page of results anew.
 */
class MutantsTest {

    private static final List<String> TESTS = List.of(
            "policy.OwedRulesTest",
            "policy.PausesTest",
            "policy.StaggerTest",
            "policy.SpacingRulesTest",
            "policy.ClockRulesTest",
            "policy.DeliveryRulesTest",
            "policy.UpgradeTest",
            "policy.LookTest",
            "policy.InvariantsTest",
            "simulation.SilenceTest");

    private static final long LONGEST_MINUTES = 2;

    @TempDir
    private Path folder;

    @Test
    void everyMutantStillFitsTheSource() throws IOException {
        for (Mutant mutant : Mutant.ALL) {
            String source = Files.readString(mutant.path());
            // The formatter may break lines anywhere.
            int found = flat(source).split(java.util.regex.Pattern.quote(flat(mutant.from())), -1).length - 1;
            assertEquals(1, found, () -> mutant + " must stand exactly once in the source");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "tickover.mutants", matches = "true")
    void everyMutantIsKilled() throws IOException, InterruptedException {
        StringBuilder page = new StringBuilder("""
                # Rules and the tests that hold them

                Each line puts one fault into a rule of `policy`, or into a check of the simulation, and names
                tests that fail then, with their number.
                `mvn -pl core/simulation -am test -Dtest=MutantsTest -Dsurefire.failIfNoSpecifiedTests=false -Dtickover.mutants=true` makes this page.

                Beside the rules' own tests, each build plays 4,000 random worlds for each invariant (`InvariantsTest`: one
                schedule, without an OS, whose recurrence may change in mid-life) and 1,000 random lives of a machine on each of the three OS models (`LivesTest`; 400
                more with and without wakes): sleep, power-off, clock steps, travel, splay, pauses, hosts that end, hang, are
                busy or replaced, tick clients that die at any point. A story that breaks an invariant is told with its seed, in
                as few steps as still break it. On two cores of a busy machine the worlds take 20 s, the lives 50 s.

                `tickover simulate --days 365 --asleep 23:00-07:00` of one 30-minute schedule takes 1.3 to 1.4 s on all three
                models on a quiet machine (`time`, JDK 17, JVM start and all; 4.5 to 6.6 s on a busy one). Checking a year's
                invariants takes about as long as playing it.

                | rule | fault | fails |
                | --- | --- | --- |
                """);
        List<String> survivors = new ArrayList<>();
        for (Mutant mutant : Mutant.ALL) {
            List<String> fallen = fallen(mutant);
            if (fallen.isEmpty()) {
                survivors.add(mutant.toString());
            }
            page.append("| " + mutant.rule() + " | " + mutant.what() + " | " + fallen.size() + ": "
                    + String.join(", ", shown(fallen)) + " |\n");
        }
        int killed = Mutant.ALL.size() - survivors.size();
        page.append("\nKilled: " + killed + " of " + Mutant.ALL.size() + ".\n");
        Path target = Path.of("..", "..", "docs", "rules-and-tests.md");
        String others = Files.readString(target);
        Files.writeString(target, page + others.substring(others.indexOf("\n## ")));
        assertEquals(List.of(), survivors);
    }

    /** One of each class tells enough. */
    private static List<String> shown(List<String> fallen) {
        List<String> shown = new ArrayList<>();
        for (String test : fallen) {
            String owner = test.substring(0, test.indexOf('.'));
            if (shown.stream().noneMatch(other -> other.startsWith("`" + owner))) {
                shown.add("`" + test + "`");
            }
        }
        return shown;
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", "");
    }

    private List<String> fallen(Mutant mutant) throws IOException, InterruptedException {
        Path source = folder.resolve(mutant.path().getFileName());
        String original = Files.readString(mutant.path());
        String anyBreaks = java.util.regex.Pattern.compile("\\s+")
                .splitAsStream(mutant.from())
                .map(java.util.regex.Pattern::quote)
                .reduce((one, other) -> one + "\\s+" + other)
                .orElseThrow();
        String mutated = original.replaceFirst(anyBreaks, java.util.regex.Matcher.quoteReplacement(mutant.to()));
        assertTrue(!mutated.equals(original), mutant::toString);
        Files.writeString(source, mutated);
        Path classes = Files.createDirectories(folder.resolve("classes-" + Mutant.ALL.indexOf(mutant)));
        String classPath = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", classPath, source.toString());
        assertEquals(0, compiled, mutant::toString);
        return run(classes + File.pathSeparator + classPath);
    }

    private List<String> run(String classPath) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtickover.worlds=300",
                "-cp",
                classPath,
                MutantRun.class.getName()));
        TESTS.forEach(test -> command.add("dev.tickover." + test));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        List<String> lines = new ArrayList<>(Files.readAllLines(out, StandardCharsets.UTF_8));
        if (!ended) {
            // A build would hang for it: that is seen too.
            lines.add("AllTests.doNotEnd");
            return lines;
        }
        assertEquals("end", lines.remove(lines.size() - 1), "the run was cut off");
        return lines;
    }
}
