package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: one line says what, one line says what to do, and the exit code tells scripts. */
@DisabledOnOs(OS.WINDOWS)
class UsageTest {

    private static final String MANIFEST = """
            [app]
            id = "alma"
            [schedule.beat]
            every = "30m"
            """;

    @TempDir
    Path temporary;

    private TestUser user;

    @BeforeEach
    void makeUser() {
        user = new TestUser(temporary);
        user.write("tickover.toml", MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "statsu",
                "status --frob",
                "status a b",
                "install --scope galaxy",
                "install a b",
                "import",
                "import --json",
                "import x --format",
                "import x --format amiga",
                "import x --app ../y",
                "plan --target",
                "plan --target amiga",
                "next",
                "next --every 30m --cron @daily",
                "next --every 30s",
                "next --every soon",
                "next --cron '61 * * * *'",
                "next --cron @daily --zone Mars/Olympus",
                "next --cron @daily --dst-gap leap",
                "next --cron @daily --dst-overlap never",
                "next --every 30m --count 0",
                "next --every 30m --count many",
                "next --every 30m --from yesterday",
                "next alma beat --every 5m",
                "next alma",
                "uninstall",
                "uninstall ../x",
                "uninstall ../x --purge",
                "status ../x",
                "history",
                "history ../../etc",
                "history alma --since tomorrow",
                "wake",
                "wake alma",
                "wake ../x beat",
                "wake alma beat --reason 'two words'",
                "wake alma beat --reason ''",
                "pause",
                "pause alma --for ever",
                "pause alma --for 99999999999d",
                "resume",
                "attach alma",
                "attach alma --pid me",
                "detach alma",
                "detach alma --generation x",
                "tick",
                "tick beat",
            })
    void mistakesOnTheCommandLineAreToldInTwoLines(String line) {
        user.done("install");
        assertTold(2, user.type(words(line)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, status unknown",
        "1, uninstall unknown",
        "1, history unknown",
        "1, wake unknown beat",
        "1, wake alma unknown",
        "1, pause alma unknown",
        "1, next alma unknown",
        "1, history alma unknown",
        "1, attach alma --pid 4194305",
        "1, init",
        "78, import missing.timer",
        "78, install missing.toml",
        "78, plan missing.toml",
        "78, next missing.toml beat",
    })
    void whatIsNotThereIsToldInTwoLines(int code, String line) {
        user.done("install");
        assertTold(code, user.type(words(line)));
    }

    @Test
    void unknownApplicationsAndSchedulesAreAnsweredWithTheKnownOnes() {
        user.done("install");
        assertTrue(user.type("status", "alna").err().contains("installed are: alma"));
        assertTrue(user.type("wake", "alma", "baet").err().contains("its schedules are beat"));
        assertTrue(user.type("statsu").err().contains("status"));
    }

    @Test
    void tenMistakesOfAManifestAreToldAtOnce() {
        user.write("tickover.toml", """
                [app]
                id = "../x"
                nmae = "Alma"
                [schedule.one]
                every = "5s"
                cron = "@daily"
                [schedule.two]
                cron = "99 * * * *"
                first = "now"
                spacing = "-1s"
                grace = 5
                [schedule.sweep]
                every = "30m"
                [schedule.four]
                every = "30m"
                run = ["true"]
                when-absent = "hold"
                [liveness]
                stale-after = "soon"
                """);
        Result result = user.type("install");
        assertEquals(78, result.code(), result::toString);
        assertTrue(result.err().contains("mend these 1"), result::err);
        for (String word : List.of("../x", "nmae", "name", "99 * * * *", "now", "-1s", "grace", "sweep", "soon")) {
            assertTrue(result.err().contains(word), () -> word + " is not told: " + result.err());
        }
        assertFalse(Files.exists(user.state("x").getParent()));
    }

    @Test
    void noHomeIsToldAndARelativeTickoverHomeToo() {
        assertTold(69, user.variable("HOME", null).type("install"));
        assertTold(78, user.type("list"));
        assertTold(78, user.variable("TICKOVER_HOME", "relative/path").type("list"));
        assertTold(78, user.variable("HOME", temporary.toString()).type("install"));
    }

    @Test
    void noSystemctlNoBusAndNoBackendAreTold() {
        assertTold(69, new TestUser(temporary).withoutBackends().type("install"));
        assertTold(69, new TestUser(temporary).variable("XDG_RUNTIME_DIR", null).type("install"));
        for (dev.tickover.machine.CommandResult answer : List.of(
                new dev.tickover.machine.CommandResult.CannotStart("no such file"),
                new dev.tickover.machine.CommandResult.Exited(1, "", "Failed to connect to bus: No medium found"),
                new dev.tickover.machine.CommandResult.Exited(1, "offline\n", ""))) {
            assertTold(
                    69,
                    new TestUser(temporary).between(runner -> command -> answer).type("install"));
        }
        assertFalse(Files.exists(user.state("alma")));
    }

    @Test
    void schedulerIsNotNeededToLookAtThings() {
        TestUser bare = new TestUser(temporary)
                .between(runner -> command -> new dev.tickover.machine.CommandResult.CannotStart("no such file"));
        user.done("install");
        assertTrue(bare.done("status", "alma").contains("beat"));
        bare.done("plan");
        bare.done("list");
        bare.done("history", "alma");
    }

    @Test
    void otherTickoverHomeHoldsStateAndRuntime() throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("else where/ö"));
        user.variable("TICKOVER_HOME", elsewhere.toString());
        user.done("install");
        assertTrue(Files.exists(elsewhere.resolve("state/alma/app.conf")));
        assertTrue(Files.isDirectory(elsewhere.resolve("runtime")));
        user.done("uninstall", "alma", "--purge");
        try (java.util.stream.Stream<Path> left = Files.list(elsewhere)) {
            assertEquals(List.of(), left.toList());
        }
        assertTrue(Files.exists(elsewhere), "what the user named is the user's");
    }

    @Test
    void socketPathThatIsTooLongIsTold() {
        String longName = "x".repeat(120);
        user.variable("TICKOVER_HOME", temporary.resolve(longName).toString());
        user.variable("XDG_RUNTIME_DIR", temporary.resolve(longName).toString());
        user.done("install");
        Result result = user.type(
                "attach", "alma", "--pid", Long.toString(ProcessHandle.current().pid()));
        assertTold(1, result);
        assertTrue(result.err().contains("the socket path is too long"), result::err);
    }

    private static void assertTold(int code, Result result) {
        assertEquals(code, result.code(), result::toString);
        List<String> lines = result.err()
                .lines()
                .filter(line -> !line.startsWith("Installing"))
                .toList();
        assertEquals(2, lines.size(), result::err);
        assertTrue(lines.get(0).startsWith("tickover: "), result::err);
        assertFalse(result.err().contains("Exception") || result.err().contains("null"), result::err);
        assertFalse(result.err().contains("\u001b"), result::err);
    }

    /** Splits a line as a shell would, at least as far as these tests need it. */
    private static String[] words(String line) {
        return java.util.regex.Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .toArray(String[]::new);
    }
}
