package dev.tickover.testing.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Installs applications for one user of a scripted OS. */
public record ContractBench(Backend backend, ScriptedOs os) {

    private static final List<String> TICK = List.of("/opt/java/bin/java", "-cp", "/opt/core.jar", "tick");

    Deployment deployment(App app, Scope scope, List<String> command) {
        return new Deployment(
                app,
                scope,
                Path.of("/state", app.id()),
                command,
                backend.documentFolder(scope, os.environment()),
                ZoneId.of("Europe/Berlin"),
                Map.of());
    }

    /** Makes a deployment of which all that can lie in the home folder does. */
    Deployment inHome(App app) {
        Path home = os.environment().home().orElseThrow();
        Path state = home.resolve("state").resolve(app.id());
        return new Deployment(
                app,
                Scope.USER,
                state,
                List.of(home.resolve("bin/java").toString(), "--dir", state.toString()),
                backend.documentFolder(Scope.USER, os.environment()),
                ZoneId.of("Europe/Berlin"),
                Map.of());
    }

    Deployment deployment(App app, Scope scope) {
        return deployment(app, scope, TICK);
    }

    Translation translate(App app) {
        return backend.translate(deployment(app, Scope.USER));
    }

    Translation.Entry entry(App app, String name) {
        return translate(app).entry(name).orElseThrow();
    }

    Inventory inspect(String appId) {
        return backend.inspect(address(appId), os.environment(), os);
    }

    Plan installation(App app) {
        Inventory current = inspect(app.id());
        return backend.install(translate(app), current, os.environment());
    }

    Plan removal(String appId) {
        Inventory current = inspect(appId);
        return backend.uninstall(address(appId), current, os.environment());
    }

    Plan kick(String appId, String entry) {
        inspect(appId);
        return new Plan(List.of(backend.kick(address(appId), entry, os.environment())));
    }

    Optional<String> apply(Plan plan) {
        AppliedPlan applied = AppliedPlan.of(plan, os);
        assertEquals(List.of(), applied.notUndone(), () -> applied + ": " + os.log());
        // Time for what a scheduler does after its command has ended.
        os.pause(Duration.ofSeconds(30));
        return applied.failure();
    }

    void succeed(Plan plan) {
        os.failAt(-1, false);
        assertEquals(Optional.empty(), apply(plan));
    }

    void install(App app) {
        succeed(installation(app));
    }

    private static AppAddress address(String appId) {
        return new AppAddress(appId, Scope.USER);
    }
}
