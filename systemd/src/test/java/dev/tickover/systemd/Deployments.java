package dev.tickover.systemd;

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

    static final Path FOLDER = Path.of("/home/me/.config/systemd/user");

    static final Path SYSTEM_FOLDER = Path.of("/etc/systemd/system");

    private Deployments() {}

    static Deployment of(App app, Scope scope, Path documentFolder, List<String> tickCommand) {
        return new Deployment(
                app,
                scope,
                Path.of("/home/me/.local/state/tickover", app.id()),
                tickCommand,
                documentFolder,
                ZoneId.of("Europe/Berlin"));
    }

    static Deployment of(GoldenApp sample) {
        Path folder = sample.scope() == Scope.USER ? FOLDER : SYSTEM_FOLDER;
        return of(sample.application(), sample.scope(), folder, sample.command().orElseGet(Deployments::tickCommand));
    }

    /** Returns the same with its units in another folder, and a program that is there. */
    static Deployment in(GoldenApp sample, Path documentFolder, Path program) {
        List<String> command = new ArrayList<>(of(sample).tickCommand());
        command.set(0, program.toString());
        return of(sample.application(), sample.scope(), documentFolder, command);
    }

    static Deployment user(App app) {
        return of(app, Scope.USER, FOLDER, tickCommand());
    }

    static Deployment system(App app) {
        return of(app, Scope.SYSTEM, SYSTEM_FOLDER, tickCommand());
    }

    private static List<String> tickCommand() {
        List<String> command = new ArrayList<>();
        command.add("/usr/lib/jvm/java-17/bin/java");
        command.addAll(List.of("-cp", "/home/me/.local/share/tickover/runtime/0.1.0/tickover-core.jar"));
        command.addAll(List.of("dev.tickover.tick.Main", "--dir", "/home/me/.local/state/tickover/alma"));
        return command;
    }
}
