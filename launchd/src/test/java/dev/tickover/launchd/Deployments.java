package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.testing.backend.GoldenApp;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Makes deployments for tests. */
final class Deployments {

    static final Path FOLDER = Path.of("/Users/me/Library/LaunchAgents");

    static final Path SYSTEM_FOLDER = Path.of("/Library/LaunchDaemons");

    private Deployments() {}

    static Deployment of(App app, Scope scope, Path documentFolder, List<String> tickCommand) {
        return new Deployment(
                app,
                scope,
                Path.of("/Users/me/Library/Application Support/Tickover", app.id()),
                tickCommand,
                documentFolder,
                ZoneId.of("Europe/Berlin"));
    }

    static Deployment of(GoldenApp sample) {
        Path folder = sample.scope() == Scope.USER ? FOLDER : SYSTEM_FOLDER;
        return of(sample.application(), sample.scope(), folder, sample.command().orElseGet(Deployments::tickCommand));
    }

    static Deployment user(App app) {
        return of(app, Scope.USER, FOLDER, tickCommand());
    }

    static Deployment system(App app) {
        return of(app, Scope.SYSTEM, SYSTEM_FOLDER, tickCommand());
    }

    private static List<String> tickCommand() {
        List<String> command = new ArrayList<>();
        command.add("/Library/Java/JavaVirtualMachines/temurin-17.jdk/Contents/Home/bin/java");
        command.addAll(
                List.of("-cp", "/Users/me/Library/Application Support/Tickover/runtime/0.1.0/tickover-core.jar"));
        command.addAll(
                List.of("dev.tickover.tick.Main", "--dir", "/Users/me/Library/Application Support/Tickover/alma"));
        return command;
    }
}
