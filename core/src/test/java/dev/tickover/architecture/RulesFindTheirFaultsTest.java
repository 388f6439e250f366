package dev.tickover.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.architecture.Doors.Exemption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that finds nothing is worth nothing: each must find the fault that it is there for. */
class RulesFindTheirFaultsTest {

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void compileFaultyCode() throws IOException {
        Path sources = folder.resolve("src");
        write(sources, "schedule", "Faulty", "dev.tickover.policy.Rule rule;");
        write(sources, "policy", "Rule", "java.util.function.Supplier<?> clock = java.time.Instant::now;");
        write(sources, "tick", "Sleeper", "void nap() throws Exception { Thread.sleep(1); }");
        write(sources, "state", "Given", "Object now(java.time.Clock clock) { return clock.instant(); }");
        write(sources, "ipc", "Http", "java.net.http.HttpClient client;");
        classes = folder.resolve("classes");
        compile(sources, classes);
    }

    @Test
    void aPackageThatSeesTooMuchIsFound() {
        Map<String, Set<String>> table = Map.of(
                "dev.tickover.schedule", Set.of(),
                "dev.tickover.policy", Set.of(),
                "dev.tickover.tick", Set.of(),
                "dev.tickover.state", Set.of());
        assertEquals(
                List.of(
                        "dev.tickover.schedule.Faulty sees dev.tickover.policy.Rule, but dev.tickover.schedule may see []",
                        "the table of package dependencies does not know dev.tickover.ipc"),
                PackageRules.violations(classes, table));
    }

    @Test
    void aForbiddenPackageIsFound() {
        assertEquals(
                List.of("dev.tickover.schedule.Faulty sees dev.tickover.policy.Rule"),
                PackageRules.seeing(classes, "dev.tickover.policy", "dev.tickover.polic"));
    }

    @Test
    void anotherModuleIsFound() {
        assertEquals(
                List.of("dev.tickover.ipc.Http needs java.net.http.HttpClient of java.net.http"),
                PackageRules.otherModules(classes, Set.of("java.base")));
    }

    @Test
    void callsPastTheDoorsAreFoundInMethodReferencesToo() {
        List<String> violations = Doors.violations(classes, List.of());
        assertEquals(2, violations.size(), violations::toString);
        assertTrue(violations.get(0).startsWith("dev.tickover.policy.Rule calls java.time.Instant.now "));
        assertTrue(violations.get(1).startsWith("dev.tickover.tick.Sleeper calls java.lang.Thread.sleep "));
    }

    @Test
    void anExemptionAllowsItsCallAndIsFoundWhenUnused() {
        Exemption used = new Exemption("dev.tickover.policy.Rule", "java.time.Instant.now", "for this test");
        Exemption unused = new Exemption("dev.tickover.state.Given", "java.lang.System.exit", "for this test");
        List<String> violations = Doors.violations(classes, List.of(used, unused));
        assertEquals(2, violations.size(), violations::toString);
        assertTrue(violations.get(0).contains("Sleeper"));
        assertTrue(violations.get(1).startsWith("nothing needs the exemption any more"));
    }

    @Test
    void missingDocumentationIsFound() throws IOException {
        Path sources = folder.resolve("documented");
        write(sources, "schedule", "Plain", "/** Says x. */ public int x(int a) { return a; }");
        Path file = sources.resolve("dev/tickover/schedule/Even.java");
        Files.writeString(file, """
                package dev.tickover.schedule;
                /** Is even. @param number it
                 * @param number a number */
                public record Even(int number) {
                    /** Checks it. */
                    public Even {
                        assert number % 2 == 0;
                    }
                }
                """);
        List<String> missing = MissingDocumentation.below(sources);
        assertEquals(
                List.of("Plain.java:1: no comment", "Plain.java:1: no @param for a", "Plain.java:1: no @return"),
                missing);
    }

    private static void write(Path sources, String packageName, String className, String body) throws IOException {
        Path file = sources.resolve("dev/tickover/" + packageName + "/" + className + ".java");
        Files.createDirectories(file.getParent());
        String start = "package dev.tickover." + packageName + "; public class " + className;
        Files.writeString(file, start + " { /** Makes it. */ public " + className + "() {} " + body + " }\n");
    }

    private static void compile(Path sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        MissingDocumentation.sourcesBelow(sources).forEach(source -> arguments.add(source.toString()));
        String[] all = arguments.toArray(String[]::new);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, all));
    }
}
