package dev.tickover.installer.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.backend.Translation;
import dev.tickover.event.DueRule;
import dev.tickover.event.HistoryEvent;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.machine.Scope;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.First;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.ScheduleStore;
import dev.tickover.state.Standbys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check looks at a machine that was made up for it; commands answer in German, Japanese or whatever they like. */
@DisabledOnOs(OS.WINDOWS)
class ChecksTest {

    private static final String WHOAMI = "\"größe-pc\\zoë\",\"S-1-5-21-1-2-3-1001\"\r\n";

    @TempDir
    Path temporary;

    private DoctorFixture fixture;

    @BeforeEach
    void openClinic() throws IOException {
        fixture = new DoctorFixture(temporary.resolve("Zoë & Größe"));
        fixture.folder().create();
    }

    @Test
    void fullDiskIsFound() {
        fixture.files = new FileFacts() {
            @Override
            public Optional<Long> room(Path path) {
                return Optional.of(1L << 20);
            }
        };
        assertFound("disk-full", new FoldersCheck().look(fixture.machine()));
        fixture.files = new FileFacts() {
            @Override
            public Optional<Long> room(Path path) {
                return Optional.empty();
            }
        };
        assertFound("", new FoldersCheck().look(fixture.machine()));
    }

    @Test
    void applicationThatIsInstalledForBothScopesIsFound() throws IOException {
        fixture.system = OperatingSystem.WINDOWS;
        AppFolder own =
                new AppFolder(fixture.home.resolve("local/Tickover/alma").toFile());
        AppFolder all = new AppFolder(fixture.home.resolve("all/Tickover/alma").toFile());
        own.create();
        all.create();
        assertFound("", new FoldersCheck().look(fixture.machine(own)));
        Files.writeString(all.app().toPath(), "x");
        assertFound("duplicate-install", new FoldersCheck().look(fixture.machine(own)));
    }

    @Test
    void ownersAndRightsOfTheStateAreFound() throws IOException {
        fixture.files = new FileFacts() {
            @Override
            public boolean isWritable(Path path) {
                return !path.endsWith("schedules");
            }

            @Override
            public Optional<Long> owner(Path path) {
                return Optional.of(path.endsWith("schedules") ? 0L : 501L);
            }
        };
        assertFound("state-unwritable state-foreign-owner", new StateCheck().look(fixture.examined()));
    }

    @Test
    void entryOfAnotherOwnerIsFound() {
        fixture.files = new FileFacts() {
            @Override
            public Optional<Long> owner(Path path) {
                return Optional.of(0L);
            }
        };
        List<Finding> findings = new EntryCheck().look(fixture.examined());
        assertFound("entry-foreign-owner entry-foreign-owner", findings);
        assertTrue(findings.get(0).mend().startsWith("sudo chown me "), findings::toString);
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatingSystem.class,
            names = {"LINUX", "MACOS", "WINDOWS"})
    void javaThatIsGoneOrAnotherIsFoundOnEverySystem(OperatingSystem system) throws IOException {
        fixture.system = system;
        fixture.runner = command -> new CommandResult.Exited(0, WHOAMI, "");
        fixture.prepareRuntime();
        Path former = fixture.home.resolve("jdk-17 & <old> 100%");
        assertFound("java-moved", new DocumentCheck().look(fixture.examined(fixture.zone, former)));
        fixture.files = new FileFacts() {
            @Override
            public boolean isProgram(Path path) {
                return path.startsWith(former) || path.startsWith(fixture.javaHome);
            }
        };
        assertFound("java-differs", new DocumentCheck().look(fixture.examined(fixture.zone, former)));
        assertFound("", new DocumentCheck().look(fixture.examined()));
        Files.delete(fixture.runtime.resolve("tickover-core.jar"));
        assertFound("runtime-missing", new DocumentCheck().look(fixture.examined()));
    }

    @Test
    void zoneThatIsAnotherThanAtInstallationIsToldFromChangesByHand() throws IOException {
        fixture.system = OperatingSystem.MACOS;
        fixture.recurrence = dev.tickover.schedule.Cron.of("0 9 * * *", ZoneId.of("Asia/Tokyo"));
        fixture.files = new FileFacts() {
            @Override
            public boolean isProgram(Path path) {
                return true;
            }
        };
        fixture.prepareRuntime();
        ExaminedApp moved = fixture.examined(ZoneId.of("America/New_York"), fixture.javaHome);
        assertFound("entry-drifted", new DocumentCheck().look(moved));
        new History(fixture.folder())
                .append(new HistoryEvent.Installed(
                        Instant.parse("2026-11-01T00:00:00Z"),
                        "beat",
                        new DueRule(fixture.recurrence, ZoneId.of("America/New_York"), Duration.ZERO, First.AT_INSTALL),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Optional.empty()));
        assertFound("zone-changed", new DocumentCheck().look(moved));
        assertFound("", new DocumentCheck().look(fixture.examined()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T11:31:00Z, PT72H, ''",
        "2026-11-21T11:10:00Z, PT72H, ''",
        "2026-11-21T10:50:00Z, PT72H, pulses-overdue",
        "2026-11-21T10:20:00Z, PT72H, pulses-overdue",
        "2026-11-21T10:20:00Z, PT5M, ''",
        "garbage, PT72H, pulses-overdue",
    })
    void pulsesThatStayAwayAreFoundUnlessTheMachineHasJustBooted(String last, Duration up, String expected)
            throws IOException {
        fixture.up = up;
        Files.writeString(fixture.folder().pulse("beat").toPath(), "{\"at\":\"" + last + "\"}\n");
        assertFound(expected, new PulseCheck().look(fixture.examined()));
    }

    @Test
    void hostThatIsAwayForLongOrHangsIsFound() throws Exception {
        assertFound("", new HostCheck().look(fixture.examined()));
        serveThrough(DoctorFixture.NOW.minus(Duration.ofHours(23)));
        assertFound("", new HostCheck().look(fixture.examined()));
        serveThrough(DoctorFixture.NOW.minus(Duration.ofHours(25)));
        assertFound("host-absent-long", new HostCheck().look(fixture.examined()));
        hold();
        assertFound("host-hung", new HostCheck().look(fixture.examined()));
    }

    /** Takes the lease, and listens nowhere. */
    private Lease hold() throws Exception {
        Processes processes = Processes.system();
        return new LeaseStore(fixture.folder(), processes)
                .take(
                        processes.self(),
                        DoctorFixture.NOW.minusSeconds(60),
                        fixture.folder().path(),
                        0,
                        "");
    }

    @Test
    void hungHostWithAStandbyIsReplacedAndOneThatDiedIsNoFinding() throws Exception {
        Processes processes = Processes.system();
        Lease lease = hold();
        new Standbys(fixture.folder(), processes)
                .add("other", processes.self(), temporary.resolve("other.sock").toString(), DoctorFixture.NOW);
        Finding hung = new HostCheck().look(fixture.examined()).get(0);
        String pid = "process " + processes.self().pid();
        assertEquals(CheckId.HOST_HUNG, hung.check());
        assertTrue(hung.what().endsWith("; " + pid + " stands by"), hung::what);
        assertEquals(
                "none is needed: once it has hung for 2m, the next pulse or sweep (every 15m) has a standby take over;"
                        + " to have that at once, end " + pid,
                hung.mend());

        ProcessIdentity gone = new ProcessIdentity(999_999, 1, "another boot");
        new LeaseStore(fixture.folder(), processes)
                .take(gone, DoctorFixture.NOW, fixture.folder().path(), lease.generation(), "");
        serveThrough(DoctorFixture.NOW.minus(Duration.ofHours(23)));
        assertFound("", new HostCheck().look(fixture.examined()));
        serveThrough(DoctorFixture.NOW.minus(Duration.ofHours(25)));
        Finding absent = new HostCheck().look(fixture.examined()).get(0);
        assertEquals(CheckId.HOST_ABSENT_LONG, absent.check());
        assertTrue(absent.mend().startsWith("end " + pid + ", which does not take over, then "), absent::mend);
    }

    private void serveThrough(Instant instant) throws IOException {
        ScheduleStore store = new ScheduleStore(fixture.folder(), "beat");
        try (ScheduleStore.Transaction transaction = store.begin(instant, "boot")) {
            ScheduleState state = transaction.state();
            transaction.commit(state.with().servedThrough(Optional.of(instant)).build(), List.of(), true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 125})
    void macWithoutAGraphicalSessionIsFoundByExitCodesAlone(int code) {
        fixture.system = OperatingSystem.MACOS;
        fixture.runner = command -> switch (command.text()) {
            case "id -u" -> new CommandResult.Exited(0, "501\n", "");
            default -> new CommandResult.Exited(code, "", "ドメインが見つかりません\n");
        };
        assertFound("gui-domain-missing", new SchedulerCheck().look(fixture.machine()));
    }

    @ParameterizedTest
    @CsvSource({"1, login-item-approval low-power-mode", "0, login-item-approval"})
    void lowPowerModeIsReadAndWhatCannotBeReadIsSaid(int mode, String expected) {
        fixture.system = OperatingSystem.MACOS;
        fixture.runner = command -> new CommandResult.Exited(
                0,
                "System-wide power settings:\nCurrently in use:\n lowpowermode         " + mode + "\n sleep 1\n",
                "");
        assertFound(expected, new MacCheck().look(fixture.machine()));
    }

    @ParameterizedTest
    @CsvSource({
        "<StartWhenAvailable>true, <StartWhenAvailable>false, start-when-available",
        "<DisallowStartIfOnBatteries>false, <DisallowStartIfOnBatteries>true, battery-settings",
        "<StopIfGoingOnBatteries>false, <StopIfGoingOnBatteries>true, battery-settings",
        "<LogonType>InteractiveToken, <LogonType>S4U, logon-type",
        "<Priority>6, <Priority>7, entry-drifted",
    })
    void settingOfATaskThatWasChangedIsFound(String installed, String changed, String expected) throws IOException {
        assertFound(expected, new EntryCheck().look(windows(text -> {
                    assertTrue(text.contains(installed), text);
                    return Optional.of(text.replace(installed, changed));
                })));
    }

    @Test
    void disabledAndMissingTasksAreFoundWhateverSchtasksSays() throws IOException {
        assertFound("", new EntryCheck().look(windows(Optional::of)));
        assertFound("entry-missing", new EntryCheck().look(windows(text -> Optional.empty())));
        assertFound("task-disabled", new EntryCheck().look(windows(text -> {
                    int settings = text.indexOf("<Settings>");
                    String rest = text.substring(settings);
                    assertTrue(rest.contains("<Enabled>true"), text);
                    return Optional.of(text.substring(0, settings) + rest.replace("<Enabled>true", "<Enabled>false"));
                })));
    }

    /** Registers the tasks as they should be, but for that of the schedule; schtasks speaks German. */
    private ExaminedApp windows(java.util.function.Function<String, Optional<String>> beat) throws IOException {
        fixture.system = OperatingSystem.WINDOWS;
        fixture.runner = command -> new CommandResult.Exited(0, WHOAMI, "");
        ExaminedApp examined = fixture.examined();
        Translation translation = examined.translation();
        for (Document document : translation.documents()) {
            Files.createDirectories(document.path().getParent());
            Files.write(document.path(), document.content().getBytes(document.charset()));
        }
        fixture.runner = command -> {
            if (command.arguments().get(0).equals("whoami")) {
                return new CommandResult.Exited(0, WHOAMI, "");
            }
            String task = command.arguments().get(command.arguments().size() - 1);
            if (!command.arguments().contains("/tn")) {
                return new CommandResult.Exited(0, "", "");
            }
            String name = task.substring(task.lastIndexOf('\\') + 1);
            String text =
                    translation.entry(name).orElseThrow().documents().get(0).content();
            Optional<String> stored = name.equals("beat") ? beat.apply(text) : Optional.of(text);
            return stored.map(xml -> new CommandResult.Exited(0, xml, ""))
                    .orElse(new CommandResult.Exited(
                            1, "", "FEHLER: Das System kann die angegebene Datei nicht finden.\r\n"));
        };
        return fixture.with(
                examined,
                examined.backend()
                        .orElseThrow()
                        .inspect(
                                new AppAddress("alma", Scope.USER),
                                fixture.environment(),
                                examined.machine().platform().runner()));
    }

    @Test
    void maskedTimersAndDropInsAreToldWithTheirCommands() {
        ExaminedApp examined = fixture.examined();
        Map<String, Found> entries =
                new java.util.HashMap<>(examined.inventory().orElseThrow().entries());
        entries.put(
                "beat",
                new Found(
                        entries.get("beat").documents(),
                        true,
                        true,
                        Optional.empty(),
                        List.of(
                                new Problem(Problem.Kind.MASKED, "masked", Optional.of("tickover.alma.beat.service")),
                                new Problem(Problem.Kind.DROP_INS, "drop-ins in force: /x.conf"))));
        List<Finding> findings = new EntryCheck().look(fixture.with(examined, new Inventory(entries)));
        assertFound("entry-masked entry-drop-in", findings);
        assertEquals(
                "systemctl --user unmask tickover.alma.beat.service",
                findings.get(0).mend());
    }

    @Test
    void everyKindOfProblemBelongsToACheckOfTheEntriesOrOfTheScheduler() {
        for (Problem.Kind kind : Problem.Kind.values()) {
            CheckId check = EntryCheck.check(kind);
            assertEquals(kind == Problem.Kind.UNANSWERED, check == CheckId.SCHEDULER_UNAVAILABLE, kind::name);
            assertTrue(new EntryCheck().ids().contains(check), kind::name);
        }
    }

    private static void assertFound(String ids, List<Finding> findings) {
        List<String> found =
                findings.stream().map(finding -> finding.check().id()).toList();
        assertEquals(ids, String.join(" ", found), findings::toString);
    }
}
