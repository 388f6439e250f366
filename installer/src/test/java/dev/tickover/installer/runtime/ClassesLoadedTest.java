package dev.tickover.installer.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads off which classes real ticks load. Each of the dear ones costs a tick milliseconds (docs/performance.md), so one
 * that slips in is a fault even though everything still works.
 */
class ClassesLoadedTest {

    private static final Pattern DEAR =
            Pattern.compile("java\\.util\\.regex\\.|java\\.util\\.stream\\.|java\\.util\\.Formatter"
                    + "|java\\.text\\.|java\\.time\\.(Zone|zone|LocalDate|format|chrono)|sun\\.util\\.calendar\\.|java\\.util\\.TimeZone"
                    + "|java\\.util\\.UUID|java\\.util\\.logging\\.|java\\.lang\\.System\\$Logger|java\\.util\\.Scanner"
                    + "|java\\.security\\.MessageDigest|java\\.util\\.ServiceLoader|java\\.lang\\.runtime\\.ObjectMethods"
                    + "|dev\\.tickover\\..*\\$\\$Lambda|java\\.nio\\.file\\.TempFileHelper");

    private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda|java\\.lang\\.invoke\\.LambdaMetafactory");

    @TempDir
    private Path home;

    private Training training;
    private List<String> run;

    @BeforeEach
    void makeARuntime() throws IOException {
        TickRuntime runtime =
                new TickRuntime(home.resolve("runtime"), Path.of(System.getProperty("java.home")), Machine.system());
        runtime.prepare();
        List<String> command = new ArrayList<>(runtime.record().orElseThrow().command());
        command.remove("-Xlog:disable");
        command.add(command.indexOf("-cp"), "-Xlog:class+load:file=" + home.resolve("classes.txt"));
        command.add(
                command.indexOf("-cp"), "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider");
        run = command;
        training = new Training(new ExecCommandRunner(), List.of(command.get(0), "--version"), Machine.system());
    }

    @AfterEach
    void end() throws IOException {
        training.close();
    }

    /** Everything from the main class on: what came before is the JVM's own start. */
    private List<String> loaded() throws IOException {
        List<String> names = new ArrayList<>();
        boolean begun = false;
        for (String line : Files.readAllLines(home.resolve("classes.txt"))) {
            String name = line.substring(line.lastIndexOf("] ") + 2).split(" ")[0];
            begun |= name.equals("dev.tickover.tick.TickClient");
            if (begun) {
                names.add(name);
            }
        }
        assertTrue(begun, "no tick client in the log");
        return names;
    }

    private static Set<String> matching(Pattern pattern, List<String> names) {
        Set<String> found = new TreeSet<>();
        for (String name : names) {
            if (pattern.matcher(name).find()) {
                found.add(name);
            }
        }
        return found;
    }

    private static long own(List<String> names) {
        return names.stream().filter(name -> name.startsWith("dev.tickover.")).count();
    }

    @Test
    void aPulseThatFindsNothingDueLoadsNextToNothing() throws IOException {
        training.notDue(run);
        training.notDue(run);
        List<String> names = loaded();
        assertEquals(Set.of(), matching(DEAR, names));
        assertEquals(Set.of(), matching(LAMBDA, names));
        assertTrue(names.stream().noneMatch(name -> name.startsWith("java.nio.channels.")), "no lock, no socket");
        assertTrue(own(names) <= 45, () -> own(names) + " classes of Tickover: " + names);
    }

    @Test
    void aDeliveredTickLoadsNothingDearOfItsOwn() throws IOException {
        // The first is the initial tick, the second works out the due instants, with the zone's rules.
        training.deliver(run);
        training.deliver(run);
        training.deliver(run);
        List<String> names = loaded();
        assertEquals(Set.of(), matching(DEAR, names));
        assertTrue(own(names) <= 100, () -> own(names) + " classes of Tickover: " + names);
    }

    @Test
    void aTickInCommandModeLoadsNothingDearOfItsOwn() throws IOException {
        training.command(run);
        training.command(run);
        training.command(run);
        List<String> names = loaded();
        assertEquals(Set.of(), withoutThoseOfAProcessStart(matching(DEAR, names)));
        assertTrue(own(names) <= 100, () -> own(names) + " classes of Tickover: " + names);
    }

    /** Since some release after 17, Process.start asks for a logger of its own, whatever is logged (seen with 25). */
    private static Set<String> withoutThoseOfAProcessStart(Set<String> found) {
        return Runtime.version().feature() == 17
                ? found
                : found.stream()
                        .filter(name -> !name.startsWith("java.lang.System$Logger")
                                && !name.startsWith("java.util.ServiceLoader")
                                && !name.startsWith("java.util.stream."))
                        .collect(Collectors.toSet());
    }
}
