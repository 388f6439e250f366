package dev.tickover.systemd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Note;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.machine.Command;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.systemd.UserManager.Account;
import dev.tickover.testing.backend.AppliedPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real-systemd")
class RealInstallationTest {

    private static final App FIRST =
            app("a.b", every("beat", 30).build(), every("old", 60).build());
    private static final App SECOND =
            app("a.b", every("beat", 20).build(), every("new", 60).build());

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Account.class)
    void applicationIsInstalledUpgradedInPlaceAndRemovedWithoutATrace(Account account) throws Exception {
        try (RealSystemd systemd = new RealSystemd(account, home)) {
            List<String> before = systemd.traces();

            systemd.install(systemd.deployment(FIRST, "/bin/true"));
            assertEquals(
                    Set.of("tickover.a.b.beat.timer", "tickover.a.b.old.timer", "tickover.a.b.sweep.timer"),
                    systemd.timers());
            assertEquals(Plan.NOTHING, systemd.plan(systemd.deployment(FIRST, "/bin/true")));

            systemd.install(systemd.deployment(SECOND, "/bin/true"));
            assertEquals(
                    Set.of("tickover.a.b.beat.timer", "tickover.a.b.new.timer", "tickover.a.b.sweep.timer"),
                    systemd.timers());
            assertTrue(systemd.systemctl("show", "-p", "TimersCalendar", "tickover.a.b.beat.timer")
                    .contains("00/20"));
            assertEquals(
                    List.of(),
                    systemd.traces().stream()
                            .filter(path -> path.contains("old"))
                            .toList());
            assertEquals(Plan.NOTHING, systemd.plan(systemd.deployment(SECOND, "/bin/true")));

            systemd.uninstall(SECOND);
            assertEquals(before, systemd.traces());
            assertEquals("", systemd.systemctl("list-units", "--all", "--plain", "--no-legend", "tickover.*"));
            assertEquals("", systemd.systemctl("list-unit-files", "--no-legend", "tickover.*"));
        }
    }

    @Test
    void inspectionTellsWhatIsInForce() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ORDINARY, home)) {
            systemd.install(systemd.deployment(FIRST, "/bin/true"));
            Found beat = systemd.inspect(FIRST).entries().get("beat");
            assertTrue(beat.enabled() && beat.active());
            assertEquals(List.of(), beat.problems());
            Instant next = beat.next().orElseThrow();
            assertTrue(
                    next.isAfter(Instant.now().minusSeconds(2))
                            && next.isBefore(Instant.now().plusSeconds(1801)),
                    next.toString());
            assertEquals(0, next.getEpochSecond() % 1800);
            assertEquals(
                    Set.of(),
                    systemd.inspect(app("a", every("beat", 30).build()))
                            .entries()
                            .keySet());
        }
    }

    @Test
    void handsOfTheUserAreSeenAndMended() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ORDINARY, home)) {
            Deployment deployment = systemd.deployment(FIRST, "/bin/true");
            systemd.install(deployment);
            assertHurtAndMended(systemd, deployment, Problems.DISABLED, "disable", "tickover.a.b.beat.timer");
            assertHurtAndMended(systemd, deployment, Problems.INACTIVE, "stop", "tickover.a.b.beat.timer");
            Path timer = systemd.folder().resolve("tickover.a.b.beat.timer");
            Files.delete(timer);
            assertHurtAndMended(
                    systemd, deployment, Problems.masked("tickover.a.b.beat.timer"), "mask", "tickover.a.b.beat.timer");
            Files.writeString(timer, Files.readString(timer) + "# edited\n");
            assertHurtAndMended(systemd, deployment, Problems.UNREAD, "is-active", "tickover.a.b.beat.timer");
        }
    }

    @Test
    void removalTakesAlongWhatAUserLeftInPieces() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ORDINARY, home)) {
            List<String> before = systemd.traces();
            systemd.install(systemd.deployment(FIRST, "/bin/true"));
            // Only the link that enables it is left of one timer, of the other a mask in its place.
            Files.delete(systemd.folder().resolve("tickover.a.b.beat.timer"));
            Files.delete(systemd.folder().resolve("tickover.a.b.beat.service"));
            systemd.systemctl("stop", "tickover.a.b.old.timer");
            Files.delete(systemd.folder().resolve("tickover.a.b.old.timer"));
            systemd.systemctl("mask", "tickover.a.b.old.timer");
            systemd.uninstall(FIRST);
            assertEquals(before, systemd.traces());
            assertEquals(Set.of(), systemd.timers());
        }
    }

    @ParameterizedTest
    @EnumSource(Account.class)
    void failedUpgradeLeavesEverythingAsItWas(Account account) throws Exception {
        try (RealSystemd systemd = new RealSystemd(account, home)) {
            Deployment former = systemd.deployment(FIRST, "/bin/true");
            systemd.install(former);
            List<String> traces = systemd.traces();
            Set<String> timers = systemd.timers();

            List<PlanStep> steps = new ArrayList<>(
                    systemd.plan(systemd.deployment(SECOND, "/bin/false")).steps());
            steps.add(new PlanStep.Run(Command.of("false"), "fail", Set.of(0)));
            AppliedPlan applied = systemd.apply(new Plan(steps));
            assertTrue(applied.failure().isPresent());
            assertEquals(List.of(), applied.notUndone());

            assertEquals(traces, systemd.traces());
            assertEquals(timers, systemd.timers());
            assertEquals(Plan.NOTHING, systemd.plan(former));
        }
    }

    @Test
    void realManagerIsAvailableWithANoteOnLingering() throws Exception {
        try (RealSystemd systemd = new RealSystemd(Account.ORDINARY, home)) {
            Availability availability = systemd.backend()
                    .probe(
                            Scope.USER,
                            systemd.manager().environment(),
                            systemd.manager().runner());
            List<Note> notes = ((Availability.Available) availability).notes();
            assertTrue(notes.get(0).line().contains("loginctl enable-linger nobody"), notes.toString());
        }
    }

    private static void assertHurtAndMended(
            RealSystemd systemd, Deployment deployment, Problem problem, String... systemctl) {
        systemd.systemctl(systemctl);
        List<Problem> problems = systemd.inspect(FIRST).entries().get("beat").problems();
        assertTrue(problems.contains(problem), problem + " is not among " + problems);
        systemd.install(deployment);
        assertEquals(List.of(), systemd.inspect(FIRST).entries().get("beat").problems());
        assertEquals(Plan.NOTHING, systemd.plan(deployment));
    }
}
