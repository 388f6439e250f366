package dev.tickover.installer.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.event.ClockGap;
import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user types doctor, on a machine to which something was done. */
@DisabledOnOs(OS.WINDOWS)
class DoctorCommandTest {

    private static final String MANIFEST = """
            [app]
            id = "alma"
            [schedule.beat]
            every = "30m"
            """;

    private static final String TIMER = "tickover.alma.beat.timer";

    @TempDir
    Path temporary;

    private TestUser user;

    @BeforeEach
    void install() {
        user = new TestUser(temporary.resolve("Zoë & Größe"));
        user.variable("TICKOVER_RUNTIME", "plain");
        user.write("tickover.toml", MANIFEST);
        user.done("install");
    }

    @Test
    void nothingIsFoundWhereAllIsWell() {
        assertEquals("0 problems, 0 warnings, 0 notes; 32 checks found nothing.\n", user.done("doctor"));
        assertEquals(user.done("doctor"), user.done("doctor", "alma"));
    }

    /** What can be done to a machine. */
    enum Ailment {
        COMPILED_DAMAGED {
            @Override
            void inflict(TestUser user) throws IOException {
                Files.writeString(user.state("alma").resolve("app.conf"), "garbage");
            }
        },
        STATE_OPEN {
            @Override
            void inflict(TestUser user) throws IOException {
                Files.setPosixFilePermissions(user.state("alma"), PosixFilePermissions.fromString("rwxr-x---"));
            }
        },
        STATE_DAMAGED {
            @Override
            void inflict(TestUser user) throws IOException {
                Files.writeString(user.state("alma").resolve("schedules/beat.state.damaged"), "garbage");
            }
        },
        HISTORY_BROKEN {
            @Override
            void inflict(TestUser user) throws IOException {
                Files.writeString(user.state("alma").resolve("history-1.jsonl.gz"), "this is not packed");
            }
        },
        CLOCK_STEPPED {
            @Override
            void inflict(TestUser user) throws IOException {
                new History(new AppFolder(user.state("alma").toFile()))
                        .append(new HistoryEvent.Pulsed(
                                Instant.now(), "beat", new ClockGap(Instant.now(), 0, 0, false, -3_600_000L, 0)));
            }
        },
        RUNTIME_MISSING {
            @Override
            void inflict(TestUser user) throws IOException {
                Path runtimes = user.state("alma").resolve("../../../share/tickover/runtime");
                try (Stream<Path> files = Files.walk(runtimes)) {
                    for (Path jar : files.filter(Files::isRegularFile).toList()) {
                        Files.delete(jar);
                    }
                }
            }
        },
        JAVA_MOVED {
            @Override
            void inflict(TestUser user) throws IOException {
                Path unit = user.systemd().folder().resolve("tickover.alma.beat.service");
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                Files.writeString(unit, Files.readString(unit).replace(java, "/opt/gone 50%%/bin/java"));
            }
        },
        ENTRY_MISSING {
            @Override
            void inflict(TestUser user) throws IOException {
                Files.delete(user.systemd().folder().resolve(TIMER));
                Files.delete(user.systemd().folder().resolve("tickover.alma.beat.service"));
            }
        },
        ENTRY_DISABLED {
            @Override
            void inflict(TestUser user) {
                systemctl(user, "disable");
                systemctl(user, "stop");
            }
        },
        ENTRY_DRIFTED {
            @Override
            void inflict(TestUser user) throws IOException {
                Path unit = user.systemd().folder().resolve(TIMER);
                Files.writeString(unit, Files.readString(unit) + "RandomizedDelaySec=1h\n");
            }
        },
        ON_BATTERY_RULES {
            @Override
            void inflict(TestUser user) throws IOException {
                Path unit = user.systemd().folder().resolve("tickover.alma.beat.service");
                Files.writeString(unit, Files.readString(unit).replace("[Unit]", "[Unit]\nConditionACPower=true"));
            }
        },
        APP_ID_CASE_COLLISION {
            @Override
            void inflict(TestUser user) throws IOException {
                Files.createDirectory(user.state("Alma"));
            }
        },
        SOCKET_DEAD {
            @Override
            void inflict(TestUser user) throws Exception {
                AppFolder folder = new AppFolder(user.state("alma").toFile());
                ProcessIdentity gone = new ProcessIdentity(999_999, 1, "another boot");
                new LeaseStore(folder, dev.tickover.machine.Processes.system())
                        .take(gone, Instant.now(), folder.path(), 0, "");
            }
        },
        LINGER_OFF {
            @Override
            void inflict(TestUser user) {
                user.between(runner -> command -> command.text().startsWith("loginctl show-user")
                        ? new CommandResult.Exited(0, "no\n", "")
                        : runner.run(command));
            }
        };

        abstract void inflict(TestUser user) throws Exception;

        String id() {
            return CheckId.valueOf(name()).id();
        }
    }

    @ParameterizedTest
    @EnumSource(Ailment.class)
    void whatWasDoneToTheMachineIsFound(Ailment ailment) throws Exception {
        ailment.inflict(user);
        Result result = user.type("doctor", "alma");
        CheckId check = CheckId.valueOf(ailment.name());
        assertTrue(result.out().contains(check.severity().word() + " " + check.id()), result::toString);
        if (check.severity() == Severity.PROBLEM) {
            assertEquals(1, result.code());
        }
        JsonObject found = only(user.type("doctor", "--json"), check.id());
        assertEquals(check.severity().word(), found.get("severity").getAsString());
        assertEquals(check.isFixable(), found.get("fixable").getAsBoolean());
    }

    @ParameterizedTest
    @EnumSource(
            value = Ailment.class,
            names = {
                "STATE_OPEN",
                "STATE_DAMAGED",
                "RUNTIME_MISSING",
                "JAVA_MOVED",
                "ENTRY_MISSING",
                "ENTRY_DISABLED",
                "ENTRY_DRIFTED"
            })
    void whatCanBeMendedIsMendedAndToldHowToUndo(Ailment ailment) throws Exception {
        ailment.inflict(user);
        String said = user.done("doctor", "alma", "--fix", ailment.id());
        assertTrue(said.startsWith("Mended " + ailment.id() + " (alma): "), said);
        assertTrue(said.contains("\n  to undo: "), said);
        String after = user.done("doctor");
        assertEquals("0 problems, 0 warnings, 0 notes; 32 checks found nothing.\n", after);
        assertEquals(
                "Nothing to fix: " + ailment.id() + " finds nothing.\n", user.done("doctor", "--fix", ailment.id()));
    }

    @Test
    void damagedFileThatIsPutAwayIsKept() throws Exception {
        Ailment.STATE_DAMAGED.inflict(user);
        user.done("doctor", "--fix", "state-damaged");
        try (Stream<Path> files = Files.walk(user.state("alma").resolve("damaged"))) {
            assertEquals(1, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void lingeringIsSwitchedOnAndHowToSwitchItOffIsTold() throws Exception {
        StringBuilder state = new StringBuilder("no");
        user.between(runner -> command -> {
            if (command.text().equals("loginctl enable-linger me")) {
                state.replace(0, 2, "yes");
                return new CommandResult.Exited(0, "", "");
            }
            return command.text().startsWith("loginctl show-user")
                    ? new CommandResult.Exited(0, state + "\n", "")
                    : runner.run(command);
        });
        assertEquals("""
                Mended linger-off: lingering is off: ticks stop when me logs out and are made up for at the next login
                  ran loginctl enable-linger me
                  to undo: loginctl disable-linger me
                """, user.done("doctor", "--fix", "linger-off"));
    }

    @Test
    void fixThatIsRefusedSaysWhoMayAndEndsWithFailure() {
        user.between(runner -> command -> command.arguments().get(0).equals("loginctl")
                ? new CommandResult.Exited(1, "", "Zugriff verweigert\n")
                : runner.run(command));
        Result result = user.type("doctor", "--fix", "linger-off");
        assertEquals(1, result.code());
        assertTrue(result.err().contains("sudo loginctl enable-linger me"), result::err);
    }

    @Test
    void findingIsToldWithWhatMendsIt() throws Exception {
        Ailment.ENTRY_DISABLED.inflict(user);
        Result result = user.type("doctor");
        assertEquals(1, result.code());
        assertEquals("""
                problem entry-disabled (alma): beat: disabled; not started
                  to mend: tickover doctor alma --fix entry-disabled
                1 problem, 0 warnings, 0 notes; 31 checks found nothing.
                """, result.out());
    }

    @Test
    void onlyWhatIsNamedIsMended() throws Exception {
        Ailment.STATE_OPEN.inflict(user);
        Ailment.ENTRY_DISABLED.inflict(user);
        user.done("doctor", "--fix", "state-open");
        assertTrue(user.type("doctor").out().contains("entry-disabled"));
        assertFalse(user.type("doctor").out().contains("state-open"));
    }

    @Test
    void checkThatDoesNotExistIsAUsageErrorAndOneWithoutAFixAFailure() throws Exception {
        Result unknown = user.type("doctor", "--fix", "linger");
        assertEquals(2, unknown.code(), unknown::toString);
        assertTrue(unknown.err().contains("there is no check linger"), unknown::err);
        Ailment.SOCKET_DEAD.inflict(user);
        Result unfixable = user.type("doctor", "--fix", "socket-dead");
        assertEquals(1, unfixable.code(), unfixable::toString);
        assertTrue(unfixable.err().contains("socket-dead has no automatic fix"), unfixable::err);
    }

    /** systemctl may speak any language: what it says must not matter. */
    @ParameterizedTest
    @CsvSource({
        "no-user-bus, Verbindung zum Bus fehlgeschlagen: Datei oder Verzeichnis nicht gefunden",
        "no-user-bus, バスへの接続に失敗しました: そのようなファイルやディレクトリはありません",
        "no-user-bus, Failed to connect to bus: No such file or directory"
    })
    void managerThatCannotBeReachedIsFoundInAnyLanguage(String id, String message) {
        user.between(runner -> command -> new CommandResult.Exited(1, "", message + "\n"));
        Result result = user.type("doctor");
        assertEquals(1, result.code());
        assertTrue(result.out().contains("problem " + id + ": "), result::toString);
        assertFalse(result.out().contains("entry-"), result::toString);
    }

    @Test
    void missingOrSilentSchedulerIsFound() {
        user.between(runner -> command -> new CommandResult.CannotStart("no such program"));
        assertTrue(user.type("doctor").out().contains("problem scheduler-unavailable: there is no systemctl"));
        user.between(runner -> command -> new CommandResult.TimedOut("", ""));
        assertTrue(user.type("doctor").out().contains("problem scheduler-unavailable: systemd does not answer"));
    }

    @Test
    void surroundingsWithoutAWayToTheManagerAreFound() {
        user.variable("XDG_RUNTIME_DIR", null);
        assertTrue(user.type("doctor").out().contains("problem no-user-bus: XDG_RUNTIME_DIR is not set"));
    }

    @Test
    void longPathOfTheStateFolderIsNoted() {
        user.variable("TICKOVER_HOME", temporary.resolve("x".repeat(100)).toString());
        user.done("install");
        assertTrue(user.done("doctor").contains("note socket-path-long (alma): "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alma", "ALMA", "aLma"})
    void idThatDiffersOnlyInCaseFromAnothersIsRefused(String id) {
        user.write("other/tickover.toml", MANIFEST.replace("alma", id));
        Result result = user.type("install", "other");
        assertEquals(1, result.code(), result::toString);
        assertEquals(2, result.err().lines().count(), result::err);
        assertTrue(result.err().contains("the id " + id + " differs only in case from alma"), result::err);
        assertFalse(Files.exists(user.state(id)));
        assertEquals(1, user.type("run", "other").code());
        user.done("install");
    }

    @Test
    void helpListsEveryCheck() {
        String help = user.done("doctor", "--help");
        for (CheckId check : CheckId.values()) {
            assertTrue(help.contains("  " + check.id() + " "), check.id());
        }
    }

    private static void systemctl(TestUser user, String verb) {
        user.systemd().run(Command.of("systemctl", "--user", "--no-ask-password", verb, TIMER));
    }

    private static JsonObject only(Result result, String id) {
        for (JsonElement check :
                JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonArray("checks")) {
            if (check.getAsJsonObject().get("id").getAsString().equals(id)) {
                return check.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + id + " in " + result);
    }
}
