package dev.tickover.testing.backend;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.cron;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.EntryComparison;
import dev.tickover.backend.EntryComparison.Verdict;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.Share;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Is what every backend's plans must do alike. */
public interface InstallContract {

    /** Returns a user of an OS on which nothing is installed. */
    ContractBench freshBench();

    /** The backend sees what it planned: enabled, active, document by document, and nothing wrong. */
    @ParameterizedTest
    @EnumSource(value = GoldenApp.class)
    default void whatIsInstalledIsInForceAndPlannedNoMore(GoldenApp golden) {
        ContractBench bench = freshBench();
        App app = golden.application();
        bench.install(app);
        assertInForce(bench, app);
        assertEquals(Plan.NOTHING, bench.installation(app));
    }

    /** By the documents and the scheduler's own state, of which the backend may know only a part. */
    @Test
    default void changedScheduleChangesItsOwnEntryAndNoOther() {
        ContractBench bench = freshBench();
        bench.install(app("alma", every("a", 30).build(), every("b", 60).build()));
        Inventory before = bench.inspect("alma");
        App changed = app("alma", every("a", 15).build(), every("b", 60).build());
        Plan plan = bench.installation(changed);
        for (String words : plan.steps().stream().map(PlanStep::describe).toList()) {
            assertFalse(words.matches(".*alma[.\\\\](b|sweep)\\b.*"), words);
        }
        bench.succeed(plan);
        Inventory after = bench.inspect("alma");
        assertEquals(before.entries().get("b"), after.entries().get("b"));
        assertEquals(before.entries().get(Schedule.SWEEP), after.entries().get(Schedule.SWEEP));
        assertNotEquals(before.entries().get("a"), after.entries().get("a"));
        assertInForce(bench, changed);
    }

    /** Whether it is gone from the manifest or disabled there. */
    @Test
    default void scheduleThatIsGoneOrDisabledLeavesNothing() {
        ContractBench bench = freshBench();
        App one = app("alma", every("a", 30).build());
        bench.install(one);
        Object before = bench.os().snapshot();
        bench.install(app("alma", every("a", 30).build(), every("b", 60).build()));
        assertNotEquals(before, bench.os().snapshot());
        bench.install(one);
        assertEquals(before, bench.os().snapshot());
        bench.install(app("alma", every("a", 30).build(), every("b", 60).build()));
        bench.install(app(
                "alma", every("a", 30).build(), every("b", 60).enabled(false).build()));
        assertEquals(before, bench.os().snapshot());
    }

    /** Nothing of it is left, and a second removal plans nothing. */
    @Test
    default void removalLeavesNothing() {
        ContractBench bench = freshBench();
        Object before = bench.os().snapshot();
        bench.install(app("alma", every("a", 30).build(), cron("b", "0 9 * * *").build()));
        bench.succeed(bench.removal("alma"));
        assertEquals(before, bench.os().snapshot());
        assertEquals(Map.of(), bench.inspect("alma").entries());
        assertEquals(Plan.NOTHING, bench.removal("alma"));
    }

    /** A change by an editor is seen, and the next installation puts it right. */
    @Test
    default void editByHandIsFoundAndMended() {
        assertMended((bench, osName) -> bench.os().edit(osName));
    }

    /** An entry disabled by the scheduler's own tool is seen, and an installation, which is explicit, enables it. */
    @Test
    default void entryDisabledByHandIsFoundAndMended() {
        assertMended((bench, osName) -> bench.os().disable(osName));
    }

    /** Neither installation, upgrade nor removal of one application touches another whose id begins alike. */
    @Test
    default void applicationsWhoseIdsBeginAlikeKeepApart() {
        List<String> ids = List.of("a", "a.b", "a.b.c", "a-b", "a_b", "ab");
        for (int i = 0; i < ids.size() * ids.size(); i++) {
            String other = ids.get(i / ids.size());
            String id = ids.get(i % ids.size());
            boolean alike = id.startsWith(other + ".") || other.startsWith(id + ".");
            if (!id.equals(other) && (alike || Share.has(i, 6))) {
                assertKeepApart(other, id);
            }
        }
    }

    /** One extra pulse, of that entry alone. */
    @Test
    default void kickStartsTheEntry() {
        ContractBench bench = freshBench();
        bench.install(
                app("alma", every("first", 30).build(), every("second", 60).build()));
        for (String entry : List.of("first", "second", Schedule.SWEEP)) {
            int before = bench.os().started().size();
            Object state = bench.os().snapshot();
            bench.succeed(bench.kick("alma", entry));
            List<String> started = bench.os().started();
            assertEquals(before + 1, started.size(), started::toString);
            assertTrue(started.get(before).matches(".*alma[.\\\\]" + entry + "\\b.*"), started::toString);
            assertEquals(state, bench.os().snapshot());
        }
    }

    /** The machine's scheduler is not spoken to in the user's words, and the other way about. */
    @Test
    default void scopesShareNoDocumentAndNoCommand() {
        ContractBench bench = freshBench();
        App app = app("alma", every("a", 30).build());
        Set<String> shared = new HashSet<>(commands(bench, app, Scope.USER));
        Set<String> ofSystem = commands(bench, app, Scope.SYSTEM);
        assertFalse(shared.isEmpty() || ofSystem.isEmpty());
        shared.retainAll(ofSystem);
        assertEquals(Set.of(), shared);
    }

    /** What is in force already is planned no more, and all of it is removed, in either scope. */
    @ParameterizedTest
    @EnumSource(Scope.class)
    default void bothScopesPlanNothingTwiceAndRemoveEveryDocument(Scope scope) {
        ContractBench bench = freshBench();
        Deployment deployment = bench.deployment(app("alma", every("a", 30).build()), scope);
        Translation translation = bench.backend().translate(deployment);
        Set<Path> paths = new HashSet<>();
        translation.documents().forEach(document -> paths.add(document.path()));
        Plan installation =
                bench.backend().install(translation, Inventory.EMPTY, bench.os().environment());
        Set<Path> written = new HashSet<>();
        for (PlanStep step : installation.steps()) {
            if (step instanceof PlanStep.Write write) {
                written.add(write.document().path());
            }
        }
        assertTrue(written.containsAll(paths), written::toString);
        Inventory inForce = inForce(translation);
        assertEquals(
                Plan.NOTHING,
                bench.backend().install(translation, inForce, bench.os().environment()));
        Plan removal = bench.backend()
                .uninstall(deployment.address(), inForce, bench.os().environment());
        Set<Path> deleted = new HashSet<>();
        for (PlanStep step : removal.steps()) {
            if (step instanceof PlanStep.Delete delete) {
                deleted.add(delete.path());
            }
        }
        assertTrue(deleted.containsAll(paths), deleted::toString);
    }

    private void assertMended(BiConsumer<ContractBench, String> change) {
        ContractBench bench = freshBench();
        App app = app("alma", every("a", 30).build(), every("b", 60).build());
        bench.install(app);
        Object before = bench.os().snapshot();
        change.accept(bench, bench.entry(app, "a").osName());
        assertNotEquals(before, bench.os().snapshot(), "the change itself");
        Found found = bench.inspect("alma").entries().get("a");
        boolean isInForce = verdict(bench.translate(app), "a", found) == Verdict.IN_FORCE;
        assertFalse(isInForce && found.problems().isEmpty(), found::toString);
        assertInForceAlone(bench, app, "b");
        bench.install(app);
        assertEquals(before, bench.os().snapshot());
        assertInForce(bench, app);
    }

    private void assertKeepApart(String other, String id) {
        ContractBench bench = freshBench();
        App neighbour = app(other, every("b", 30).build(), every("b-c", 60).build());
        bench.install(neighbour);
        Object before = bench.os().snapshot();
        assertEquals(Map.of(), bench.inspect(id).entries(), id + " beside " + other);
        bench.install(app(id, every("b", 20).build(), every("c", 15).build()));
        assertInForce(bench, neighbour);
        bench.install(app(id, every("b", 15).build()));
        assertInForce(bench, neighbour);
        bench.succeed(bench.removal(id));
        assertEquals(before, bench.os().snapshot(), id + " beside " + other);
    }

    private static void assertInForce(ContractBench bench, App app) {
        Inventory wanted = inForce(bench.translate(app));
        assertEquals(
                wanted.entries().keySet(), bench.inspect(app.id()).entries().keySet());
        wanted.entries().keySet().forEach(name -> assertInForceAlone(bench, app, name));
    }

    private static void assertInForceAlone(ContractBench bench, App app, String name) {
        Found wanted = inForce(bench.translate(app)).entries().get(name);
        Found found = bench.inspect(app.id()).entries().get(name);
        assertEquals(Verdict.IN_FORCE, verdict(bench.translate(app), name, found), found::toString);
        assertEquals(List.of(), found.problems(), name);
        assertEquals(wanted.documents(), found.documents(), name);
    }

    private static Verdict verdict(Translation translation, String name, Found found) {
        return EntryComparison.of(translation.entry(name).orElseThrow().documents(), Optional.of(found))
                .verdict();
    }

    /** Returns what a backend would find where all is as it was translated. */
    private static Inventory inForce(Translation translation) {
        Map<String, Found> entries = new HashMap<>();
        for (Translation.Entry entry : translation.entries()) {
            Map<Path, String> documents =
                    entry.documents().stream().collect(Collectors.toMap(Document::path, Document::content));
            entries.put(entry.name(), new Found(documents, true, true, Optional.empty(), List.of()));
        }
        return new Inventory(entries);
    }

    private static Set<String> commands(ContractBench bench, App app, Scope scope) {
        Deployment deployment = bench.deployment(app, scope);
        AppAddress address = deployment.address();
        Translation translation = bench.backend().translate(deployment);
        Inventory inForce = inForce(translation);
        Set<String> words = new HashSet<>();
        for (Plan plan : List.of(
                bench.backend().install(translation, Inventory.EMPTY, bench.os().environment()),
                bench.backend().uninstall(address, inForce, bench.os().environment()),
                new Plan(List.of(bench.backend().kick(address, "a", bench.os().environment()))))) {
            plan.steps().stream().map(PlanStep::describe).forEach(words::add);
        }
        return words;
    }
}
