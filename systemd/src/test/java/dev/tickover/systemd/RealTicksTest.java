package dev.tickover.systemd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Document;
import dev.tickover.backend.Plan;
import dev.tickover.backend.Problem;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.systemd.UserManager.Account;
import dev.tickover.testing.backend.GoldenApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real-systemd")
class RealTicksTest {

    private static final App ALMA = app("alma", every("beat", 30).build());
    private static final String SERVICE = "tickover.alma.beat.service";

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Account.class)
    void timerShortenedByADropInFiresAgainAndAgain(Account account) throws Exception {
        try (RealSystemd systemd = new RealSystemd(account, home)) {
            Path ticks = systemd.file("ticks");
            Path program = systemd.program("tick.sh", "echo \"$1\" >>'" + ticks + "'");
            systemd.install(systemd.deployment(ALMA, program.toString()));
            Path dropIn = systemd.folder().resolve("tickover.alma.beat.timer.d/fast.conf");
            Files.createDirectories(dropIn.getParent());
            Files.writeString(dropIn, "[Timer]\nOnCalendar=\nOnCalendar=*:*:0/2\nAccuracySec=100ms\n");
            systemd.systemctl("daemon-reload");
            systemd.await("three more ticks", () -> count(ticks, "beat") >= 4);
            List<Problem> problems = systemd.inspect(ALMA).entries().get("beat").problems();
            assertEquals(List.of(Problems.dropIns(dropIn.toString())), problems);
            systemd.uninstall(ALMA);
            assertFalse(Files.exists(dropIn.getParent()));
        }
    }

    @Test
    void argumentsArriveUnchanged() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ORDINARY, home)) {
            Path arguments = systemd.file("arguments");
            Path program = systemd.program(
                    "a $x ${HOME} %h ä'\"\\.sh",
                    "printf '%s\\0' \"$@\" >'" + arguments + ".new'", "mv '" + arguments + ".new' '" + arguments + "'");
            List<String> command = new ArrayList<>(List.of(program.toString()));
            List<String> nasty = List.of(
                    "",
                    " ",
                    "a  b",
                    ";",
                    "%h",
                    "%%",
                    "$HOME",
                    "${HOME}",
                    "$$",
                    "$",
                    "a$",
                    "'single'",
                    "\"double\"",
                    "back\\slash",
                    "\\",
                    "\\\\",
                    "\\n",
                    "line\nfeed",
                    "tab\tstop",
                    "\u0001\u001b\u007f",
                    "Grüße 早 😀",
                    "#",
                    "-",
                    "*",
                    "a;b",
                    "`id`",
                    "trailing\\");
            command.addAll(nasty);
            systemd.install(systemd.deployment(ALMA, command.toArray(String[]::new)));
            Files.deleteIfExists(arguments);
            assertEquals(
                    Optional.empty(),
                    systemd.apply(new Plan(List.of(
                                    systemd.backend().kick(RealSystemd.address(ALMA), "beat", systemd.environment()))))
                            .failure());
            systemd.await("the arguments", () -> Files.exists(arguments));
            List<String> expected = new ArrayList<>(nasty);
            expected.add("beat");
            assertEquals(
                    expected,
                    List.of(Files.readString(arguments).replaceFirst("\0$", "").split("\0", -1)));
        }
    }

    @Test
    void hostOutOfReachIsNoFailedUnitButAnyOtherFailureIs() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ROOT, home)) {
            Path program = systemd.program("tick.sh", "exit $(cat '" + home + "/code')");
            Files.writeString(systemd.file("code"), "75");
            systemd.install(systemd.deployment(ALMA, program.toString()));
            systemd.systemctl("start", SERVICE);
            assertEquals("success", systemd.systemctl("show", "-p", "Result", "--value", SERVICE));
            Files.writeString(systemd.file("code"), "78");
            systemd.systemctl("start", SERVICE);
            assertEquals("exit-code", systemd.systemctl("show", "-p", "Result", "--value", SERVICE));
            systemd.uninstall(ALMA);
            assertEquals("", systemd.systemctl("list-units", "--all", "--plain", "--no-legend", "tickover.*"));
        }
    }

    @ParameterizedTest
    @EnumSource(Account.class)
    void launchedApplicationOutlivesTheTickAndAPlainStartDoesNot(Account account) throws Exception {
        try (RealSystemd systemd = new RealSystemd(account, home)) {
            Path told = systemd.file("told");
            Path application = systemd.program(
                    "application.sh",
                    "printf '%s|' \"$@\" \"$HOME\" >'" + told + "'",
                    "tail -n 1 /proc/self/cgroup >>'" + told + "'",
                    "(sleep 1000 & echo $! >'" + home + "/forked')",
                    "echo $$ >'" + home + "/first'",
                    "exec sleep 1000");
            List<String> launcher = systemd.backend().launcher(RealSystemd.address(ALMA));
            Path program = systemd.program(
                    "tick.sh",
                    "rm -f '" + home + "/first'",
                    quoted(launcher) + " '" + application + "' '$HOME' '${HOME}' '%h' </dev/null >/dev/null 2>&1 &",
                    "until [ -e '" + home + "/first' ]; do sleep 0.05; done");
            systemd.install(systemd.deployment(ALMA, program.toString()));
            systemd.systemctl("start", SERVICE);
            assertEquals("inactive", systemd.systemctl("show", "-p", "ActiveState", "--value", SERVICE));
            assertTrue(isAlive(systemd, "first") && isAlive(systemd, "forked"));
            String said = Files.readString(told);
            assertTrue(said.startsWith("$HOME|${HOME}|%h|" + home + "|"), said);
            assertTrue(said.strip().endsWith(".scope"), said);

            // Now without the launcher: what the tick leaves behind ends with it.
            Files.writeString(program, Files.readString(program).replace(quoted(launcher), ""));
            systemd.systemctl("start", SERVICE);
            assertFalse(isAlive(systemd, "first") || isAlive(systemd, "forked"));
        }
    }

    @Test
    void realSystemdFindsNothingWrongWithAnyUnit() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ROOT, home)) {
            Path program = systemd.program("program");
            int units = 0;
            for (GoldenApp sample : GoldenApp.values()) {
                Path folder = Files.createDirectory(systemd.file(sample.folder()));
                List<String> verify = new ArrayList<>(List.of("systemd-analyze"));
                verify.add(Deployments.LINUX.of(sample).scope() == Scope.USER ? "--user" : "--system");
                verify.add("verify");
                for (Document document : systemd.backend()
                        .translate(Deployments.LINUX.in(sample, folder, program))
                        .documents()) {
                    Files.writeString(document.path(), document.content());
                    verify.add(document.path().toString());
                    units++;
                }
                CommandResult result = systemd.manager().run(verify.toArray(String[]::new));
                assertTrue(result.succeeded(), sample + ": " + result.summary());
                assertFalse(
                        ((CommandResult.Exited) result).err().contains("tickover"), sample + ": " + result.summary());
            }
            System.out.println(units + " units of " + GoldenApp.values().length
                    + " applications found sound by systemd-analyze verify");
        }
    }

    @Test
    void realSystemdWouldFindSomethingWrongWithABrokenUnit() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ROOT, home)) {
            Path timer = systemd.file("tickover.broken.beat.timer");
            Files.writeString(timer, "[Timer]\nOnCalendar=*-*-* 25:00:00\n");
            assertFalse(systemd.manager()
                    .run("systemd-analyze", "--user", "verify", timer.toString())
                    .succeeded());
        }
    }

    private static boolean isAlive(RealSystemd systemd, String pidFile) {
        return systemd.manager()
                .run("sh", "-c", "kill -0 $(cat " + pidFile + ")")
                .succeeded();
    }

    private static String quoted(List<String> words) {
        StringBuilder line = new StringBuilder();
        words.forEach(word -> line.append("'").append(word).append("' "));
        return line.toString();
    }

    private static long count(Path file, String line) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().filter(line::equals).count()
                    : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
