package dev.tickover.windows;

import static dev.tickover.testing.backend.Apps.app;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.Problem;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.backend.AppliedPlan;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Is one user's application "alma" on a scripted Windows. */
final class Installation {

    static final AppAddress ALMA = new AppAddress("alma", Scope.USER);

    private final FakeTaskScheduler scheduler;
    private final WindowsTaskBackend backend;
    private List<String> command = Deployments.tickCommand();

    /** The identifier is not given to the backend: it has to ask. */
    Installation(Path home, String sid) {
        this.scheduler = new FakeTaskScheduler(home, sid);
        this.backend = new WindowsTaskBackend(Optional::empty);
    }

    FakeTaskScheduler scheduler() {
        return scheduler;
    }

    WindowsTaskBackend backend() {
        return backend;
    }

    void command(String... words) {
        command = List.of(words);
    }

    Path document(String entry) {
        return scheduler.documents().resolve("alma." + entry + ".xml");
    }

    Inventory inspect() {
        return backend.inspect(ALMA, scheduler.environment(), scheduler);
    }

    List<Problem> problems(String entry) {
        return inspect().entries().get(entry).problems();
    }

    void install(Schedule... schedules) {
        succeed(planFor(schedules));
    }

    Plan planFor(Schedule... schedules) {
        Inventory current = inspect();
        Deployment deployment = Deployments.of(app("alma", schedules), Scope.USER, scheduler.documents(), command);
        return backend.install(backend.translate(deployment), current, scheduler.environment());
    }

    Plan removal() {
        return backend.uninstall(ALMA, inspect(), scheduler.environment());
    }

    void succeed(Plan plan) {
        scheduler.failAt(-1, false);
        assertEquals(Optional.empty(), apply(plan));
    }

    Optional<String> apply(Plan plan) {
        return AppliedPlan.of(plan, scheduler).failure();
    }

    /** Compares what is there with a former {@link FakeTaskScheduler#snapshot}, and tells what differs. */
    void assertAsBefore(Map<String, String> before, String what) {
        Map<String, String> now = scheduler.snapshot();
        Set<Map.Entry<String, String>> added = new HashSet<>(now.entrySet());
        added.removeAll(before.entrySet());
        Set<Map.Entry<String, String>> missing = new HashSet<>(before.entrySet());
        missing.removeAll(now.entrySet());
        assertEquals(Set.of(), added, what + ": something was added");
        assertEquals(Set.of(), missing, what + ": something is missing");
    }
}
