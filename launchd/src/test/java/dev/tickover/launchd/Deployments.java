package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes deployments for tests. */
final class Deployments {

    static final Path FOLDER = Path.of("/Users/me/Library/LaunchAgents");

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

    static Deployment user(App app) {
        return of(app, Scope.USER, FOLDER, tickCommand());
    }

    static Deployment system(App app) {
        return of(app, Scope.SYSTEM, Path.of("/Library/LaunchDaemons"), tickCommand());
    }

    static App app(String id, Schedule... schedules) {
        return new App(id, Optional.empty(), List.of(), Liveness.DEFAULT, List.of(schedules));
    }

    static App named(String name, String id, Duration sweep, Schedule... schedules) {
        Liveness liveness = new Liveness(Duration.ofSeconds(120), OnHung.REPORT, List.of(), sweep);
        return new App(id, Optional.of(name), List.of(), liveness, List.of(schedules));
    }

    static App startable(String id, String name, Schedule... schedules) {
        List<String> start = List.of("/Applications/Alma.app/Contents/MacOS/Alma", "--background");
        return new App(id, Optional.of(name), start, Liveness.DEFAULT, List.of(schedules));
    }

    static Schedule.Builder every(String name, int minutes) {
        return Schedule.of(name, new Every(Duration.ofMinutes(minutes), Optional.empty()));
    }

    static Schedule.Builder cron(String name, String expression, String... zone) {
        Optional<ZoneId> named = zone.length == 0 ? Optional.empty() : Optional.of(ZoneId.of(zone[0]));
        Recurrence recurrence = new Cron(expression, named, DstGap.SHIFT, DstOverlap.FIRST);
        return Schedule.of(name, recurrence);
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
