package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.ExitCode;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a tick client loads, every pulse pays for: the classes of a real one are listed, and the dear ones refused. */
@Tag("real-process")
@Timeout(60)
class LoadedClassesTest {

    /** Beginnings of names, each with what its first use costs a cold JVM. */
    private static final Map<String, String> DEAR = Map.of(
            "java.util.regex.Pattern", "a regular expression: 8 ms",
            "java.lang.invoke.InnerClassLambdaMetafactory", "a lambda: 5 to 10 ms",
            "java.lang.invoke.LambdaForm$MH", "a method handle: 3 ms and more",
            "java.lang.runtime.ObjectMethods", "equals, hashCode or toString of a record: 30 ms",
            "java.util.stream.", "a stream: 5 to 10 ms",
            "java.util.Formatter", "String.format: 19 ms",
            "java.text.", "String.format: 19 ms",
            "java.lang.ProcessHandleImpl", "ProcessHandle: threads and a reaper",
            "java.lang.System$Logger", "a logger: 20 ms",
            "java.util.UUID", "SecureRandom: 10 ms");

    /**
     * What is dear and loaded all the same for now: from this class to the next one of ours. Zone rules are still needed
     * on every pulse, and look for further providers by ServiceLoader, with streams and, on newer JDKs, lambdas.
     */
    private static final String KNOWN = "java.time.zone.ZoneRulesProvider";

    @TempDir
    private Path home;

    private List<String> classesOf(Installation installed, String schedule) throws Exception {
        List<String> classes = new ArrayList<>();
        String[] arguments = {"--dir", installed.folder().path().getPath(), schedule};
        try (Jvm jvm = Jvm.start(home, List.of("-Xlog:class+load:stdout"), TickClient.class, arguments)) {
            for (String line = jvm.line(); line != null; line = jvm.line()) {
                int source = line.indexOf(" source: ");
                if (source > 0) {
                    String name = line.substring(0, source);
                    classes.add(name.substring(name.lastIndexOf(' ') + 1));
                }
            }
            assertEquals(ExitCode.DONE, jvm.exitCode());
        }
        assertTrue(classes.contains("dev.tickover.tick.SchedulePulse"), "the list is one of a real tick");
        return classes;
    }

    /** The JVM's own start loads some of these too; only what comes after our first class is ours. */
    private static List<String> dear(List<String> classes) {
        List<String> ours = classes.subList(classes.indexOf("dev.tickover.tick.TickClient"), classes.size());
        List<String> found = new ArrayList<>();
        boolean known = false;
        for (String name : ours) {
            known = name.equals(KNOWN) || known && !name.startsWith("dev.tickover.");
            if (!known) {
                DEAR.forEach((begin, cost) -> {
                    if (name.startsWith(begin)) {
                        found.add(name + " (" + cost + ")");
                    }
                });
            }
        }
        return found;
    }

    @Test
    void aPulseThatFindsNothingDueLoadsNothingDear() throws Exception {
        Installation installed = Installation.in(
                home,
                Installation.rare("beat")
                        .first(dev.tickover.schedule.First.AT_DUE)
                        .build());
        classesOf(installed, "beat");
        List<String> classes = classesOf(installed, "beat");
        assertEquals(List.of(), dear(classes));
        List<String> ofALook = List.of("event.Reason", "event.HistoryEvent", "policy.Look", "policy.Step$Nothing");
        assertEquals(
                List.of(),
                ofALook.stream()
                        .filter(name -> classes.contains("dev.tickover." + name))
                        .toList());
    }

    @Test
    void aPulseThatFindsNoHostLoadsNothingDear() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        classesOf(installed, "beat");
        assertEquals(List.of(), dear(classesOf(installed, "beat")));
        assertTrue(installed.folder().standbys().mkdir(), "as after a host that stood by");
        assertEquals(List.of(), dear(classesOf(installed, "beat")));
    }
}
