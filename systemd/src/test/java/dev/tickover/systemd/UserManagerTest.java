package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real-systemd")
class UserManagerTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Account.class)
    void commandsRunAsTheUserBesideARealManagerAndNothingIsLeft(Account account) throws Exception {
        long pid;
        Path group;
        try (UserManager manager = UserManager.start(account, home)) {
            pid = manager.pid();
            group = controlGroup(pid);
            assertTrue(Files.isDirectory(group), group + " is watched in vain");
            String script =
                    "id -u; pwd; printf '%s\\n' \"$HOME\" \"$GREETING\"; systemctl --user is-system-running; exit 3";
            CommandResult result =
                    manager.run(List.of("sh", "-c", script), Map.of("GREETING", "a 'b'"), Duration.ofSeconds(10));
            int uid = account == Account.ROOT ? 0 : 65534;
            String out = uid + "\n" + home + "\n" + home + "\na 'b'\nrunning\n";
            assertEquals(new CommandResult.Exited(3, out, ""), result);
            manager.run("systemd-run", "--user", "--quiet", "sleep", "1000");
        }
        assertFalse(ProcessHandle.of(pid).isPresent(), "the namespaces live on");
        assertFalse(Files.exists(group), group + " is left");
        assertFalse(mounts().anyMatch(line -> line.contains(home.toString())));
    }

    @Test
    void commandThatTakesTooLongIsEnded() throws Exception {
        try (UserManager manager = UserManager.start(Account.ROOT, home)) {
            CommandResult result = manager.run(List.of("sleep", "1000"), Map.of(), Duration.ofMillis(200));
            assertTrue(result instanceof CommandResult.TimedOut, result.summary());
        }
    }

    @Test
    void supervisorThatIsKilledTakesTheManagerAlongAndItsGroupIsRemovedByTheNext() throws Exception {
        Path group;
        try (UserManager manager = UserManager.start(Account.ORDINARY, home)) {
            group = controlGroup(manager.pid());
            ProcessHandle first = ProcessHandle.of(manager.pid()).orElseThrow();
            long supervisor = Long.parseLong(group.getFileName().toString().replaceFirst(".*-", ""));
            ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
            first.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
        UserManager.start(Account.ROOT, home).close();
        assertFalse(Files.exists(group), group + " is left");
    }

    private static Path controlGroup(long pid) throws IOException {
        String group = Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .orElseThrow()
                .substring("0::/".length());
        String mount = mounts().filter(line -> line.contains(" cgroup2 "))
                .map(line -> line.split(" ")[1])
                .findFirst()
                .orElseThrow();
        return Path.of(mount, group.replaceFirst("(tickover-test-[0-9]+).*", "$1"));
    }

    private static Stream<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream();
    }
}
