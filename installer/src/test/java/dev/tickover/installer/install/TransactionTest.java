package dev.tickover.installer.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, and however far it got: everything is as it was, the user is told, and the next attempt works. */
@DisabledOnOs(OS.WINDOWS)
class TransactionTest {

    private static final String FORMER = """
            [app]
            id = "alma"
            [schedule.same]
            every = "30m"
            [schedule.change]
            every = "30m"
            [schedule.gone]
            every = "7m"
            """;
    private static final String WANTED = """
            [app]
            id = "alma"
            [schedule.same]
            every = "30m"
            [schedule.change]
            every = "15m"
            [schedule.new]
            every = "50m"
            """;

    @TempDir
    Path temporary;

    private TestUser user;

    @BeforeEach
    void makeUser() throws IOException {
        user = new TestUser(Files.createDirectories(temporary.resolve("Zoë & Größe")));
        user.write("tickover.toml", WANTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void firstInstallationThatFailsAtAnyCommandLeavesNothing(boolean halfway) {
        Map<String, String> files = user.files();
        int command = 0;
        for (; command < 50; command++) {
            user.systemd().failAt(command, halfway);
            Result result = user.type("install");
            if (user.systemd().log().size() <= command) {
                break;
            }
            if (result.code() == 0) {
                // What only gives the first pulse may fail: the entries are in force all the same.
                user.systemd().failAt(-1, false);
                user.done("uninstall", "alma", "--purge");
                continue;
            }
            assertToldAndUndone(result, files);
            assertTrue(user.systemd().isEmpty(), () -> user.systemd().snapshot().toString());
        }
        assertTrue(command > 2, "only " + command + " commands failed");
        assertInForce();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void upgradeThatFailsAtAnyCommandLeavesTheFormerInstallation(boolean halfway) {
        installFormer();
        Map<String, String> files = user.files();
        Map<String, Object> units = user.systemd().snapshot();
        int command = 0;
        for (; command < 50; command++) {
            user.systemd().failAt(command, halfway);
            Result result = user.type("install");
            if (user.systemd().log().size() <= command) {
                break;
            }
            if (result.code() == 0) {
                // A question that stays without an answer costs work, not the installation.
                assertInForce();
                installFormer();
                files = user.files();
                continue;
            }
            assertToldAndUndone(result, files);
            assertEquals(units, user.systemd().snapshot());
        }
        assertTrue(command > 4, "only " + command + " commands failed");
        assertInForce();
        assertFalse(Files.exists(user.state("alma").resolve("schedules/gone.state")));
    }

    @Test
    void fileThatCannotBeWrittenIsNamedAndAllIsAsItWas() throws IOException {
        List<Path> written = new CopyOnWriteArrayList<>();
        installFormer();
        for (String line : user.done("install", "--dry-run").lines().toList()) {
            if (line.startsWith("would write  ")) {
                written.add(Path.of(line.substring("would write  ".length())));
            }
        }
        assertTrue(written.size() >= 5, written::toString);
        Map<String, Object> units = user.systemd().snapshot();
        for (Path path : written) {
            byte[] former = Files.exists(path) ? Files.readAllBytes(path) : null;
            // Where the new file is to be made there is a folder: as good as a full disk, and it stops root too.
            Path blocker = path.resolveSibling("." + path.getFileName() + ".tmp");
            Files.createDirectories(blocker.resolve("in the way"));
            Map<String, String> files = user.files();
            Result result = user.type("install");
            assertToldAndUndone(result, files);
            assertTrue(result.err().contains(path.getParent().toString()), result::err);
            assertEquals(former != null, Files.exists(path));
            Files.delete(blocker.resolve("in the way"));
            Files.delete(blocker);
            assertEquals(units, user.systemd().snapshot());
        }
        assertInForce();
    }

    @Test
    void stateThatCannotBeWrittenLeavesNothingHalfDone() throws IOException {
        installFormer();
        Path blocker = user.state("alma").resolve("schedules/new.state.tmp");
        Files.createDirectories(blocker.resolve("in the way"));
        Map<String, String> files = user.files();
        Map<String, Object> units = user.systemd().snapshot();
        assertToldAndUndone(user.type("install"), files);
        assertEquals(units, user.systemd().snapshot());
        assertFalse(Files.exists(user.state("alma").resolve("schedules/new.lock")));
    }

    @Test
    void runtimeThatCannotBeWrittenLeavesNothingHalfDone() throws IOException {
        Path share = user.write(".local/share/tickover", "a file where a folder should be");
        Map<String, String> files = user.files();
        Result result = user.type("install");
        assertEquals(1, result.code(), result::toString);
        assertTrue(result.err().contains(share.toString()), result::err);
        assertEquals(files, user.files());
    }

    @Test
    void schedulerThatTakesTheEntriesButDoesNotServeThemIsFoundOut() {
        user.between(runner -> command -> command.text().contains("enable --now")
                ? new dev.tickover.machine.CommandResult.Exited(0, "", "")
                : runner.run(command));
        Map<String, String> files = user.files();
        Result result = user.type("install");
        assertToldAndUndone(result, files);
        assertTrue(result.err().contains("does not have them in force"), result::err);
    }

    @Test
    void anchorOfAnIntervalThatDividesNoDayStaysWhenTheManifestChanges() throws IOException {
        installFormer();
        Path compiled = user.state("alma").resolve("schedules/gone.conf");
        String anchor = anchorOf(compiled);
        user.write(
                "tickover.toml", FORMER.replace("every = \"7m\"", "every = \"7m\"\nsplay = \"0s\"\ngrace = \"10s\""));
        user.done("install");
        assertEquals(anchor, anchorOf(compiled));
    }

    @Test
    void twoInstallationsAtOnceGiveOne() throws Exception {
        List<CompletableFuture<Result>> installations = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 4; i++) {
            installations.add(
                    CompletableFuture.supplyAsync(() -> user.type("install"), task -> new Thread(task).start()));
        }
        int changed = 0;
        for (CompletableFuture<Result> installation : installations) {
            Result result = installation.get(60, TimeUnit.SECONDS);
            assertEquals(0, result.code(), result::toString);
            changed += result.out().startsWith("Nothing to do") ? 0 : 1;
        }
        assertEquals(1, changed);
        assertInForce();
    }

    @Test
    void damagedFileOfAnApplicationIsMendedByInstallingAndCanBeRemoved() throws IOException {
        installFormer();
        Path file = user.state("alma").resolve("app.conf");
        String right = Files.readString(file);
        Files.writeString(file, right.substring(0, right.length() / 2));
        user.write("other/tickover.toml", FORMER.replace("alma", "other"));
        user.done("install", "other");
        user.done("uninstall", "other", "--purge");
        assertTrue(Files.exists(user.state("alma").resolve("../../../share/tickover/runtime")), "its runtime is gone");

        assertInForce();
        assertNotEquals("", Files.readString(file));
        Files.writeString(file, "garbage");
        user.done("uninstall", "alma", "--purge");
        assertTrue(user.systemd().isEmpty());
        assertFalse(Files.exists(user.state("alma")));
    }

    @Test
    void removalThatFailsSaysSoAndWorksWhenMended() {
        installFormer();
        user.systemd().failAt(1, false);
        Result result = user.type("uninstall", "alma");
        assertEquals(1, result.code(), result::toString);
        assertEquals(2, result.err().lines().count(), result::err);
        assertTrue(Files.exists(user.state("alma").resolve("app.conf")));
        user.systemd().failAt(-1, false);
        user.done("uninstall", "alma");
        assertTrue(user.systemd().isEmpty());
    }

    private void installFormer() {
        user.write("tickover.toml", FORMER);
        user.done("install");
        user.write("tickover.toml", WANTED);
    }

    private void assertToldAndUndone(Result result, Map<String, String> files) {
        assertEquals(1, result.code(), result::toString);
        List<String> lines = result.err()
                .lines()
                .filter(line -> !line.startsWith("Installing"))
                .toList();
        assertEquals(2, lines.size(), result::err);
        assertTrue(lines.stream().allMatch(line -> line.startsWith("tickover: ")), result::err);
        assertFalse(lines.get(0).contains("could not be undone"), result::err);
        assertEquals("", result.out());
        assertEquals(files, user.files());
    }

    /** Installs once more, and looks whether it is what a first installation would have come to. */
    private void assertInForce() {
        user.systemd().failAt(-1, false);
        user.done("install");
        assertTrue(user.done("install").startsWith("Nothing to do"));
        String status = user.done("status", "alma");
        assertEquals(3, status.split("in force", -1).length - 1, status);
    }

    private static String anchorOf(Path compiled) throws IOException {
        return Files.readAllLines(compiled).stream()
                .filter(line -> line.startsWith("anchor"))
                .findFirst()
                .orElseThrow();
    }
}
