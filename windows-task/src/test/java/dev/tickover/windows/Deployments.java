package dev.tickover.windows;

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
import java.util.List;
import java.util.Optional;

/** Makes deployments for tests. */
final class Deployments {

    static final String SID = "S-1-5-21-1004336348-1177238915-682003330-1001";

    static final Path FOLDER = Path.of("/home/me/AppData/Local/Tickover/.windows-task");

    private Deployments() {}

    /** Returns a backend that believes to run on Windows, as a user without rights. */
    static WindowsTaskBackend backend() {
        return new WindowsTaskBackend(() -> Optional.of(new Account(SID, false)));
    }

    static Deployment of(App app, Scope scope, Path documentFolder, List<String> tickCommand) {
        return in(ZoneId.of("Europe/Berlin"), app, scope, documentFolder, tickCommand);
    }

    static Deployment in(ZoneId zone, App app, Scope scope, Path documentFolder, List<String> tickCommand) {
        return new Deployment(app, scope, FOLDER.resolveSibling(app.id()), tickCommand, documentFolder, zone);
    }

    static Deployment user(App app) {
        return of(app, Scope.USER, FOLDER, tickCommand());
    }

    static Deployment system(App app) {
        return of(app, Scope.SYSTEM, Path.of("/ProgramData/Tickover/.windows-task"), tickCommand());
    }

    static App app(String id, Schedule... schedules) {
        return new App(id, Optional.empty(), List.of(), Liveness.DEFAULT, List.of(schedules));
    }

    static App named(String name, String id, Duration sweep, Schedule... schedules) {
        Liveness liveness = new Liveness(Duration.ofSeconds(120), OnHung.REPORT, List.of(), sweep);
        return new App(id, Optional.of(name), List.of(), liveness, List.of(schedules));
    }

    static Schedule.Builder every(String name, int minutes) {
        return Schedule.of(name, new Every(Duration.ofMinutes(minutes), Optional.empty()));
    }

    static Schedule.Builder cron(String name, String expression, String... zone) {
        Optional<ZoneId> named = zone.length == 0 ? Optional.empty() : Optional.of(ZoneId.of(zone[0]));
        Recurrence recurrence = new Cron(expression, named, DstGap.SHIFT, DstOverlap.FIRST);
        return Schedule.of(name, recurrence);
    }

    static List<String> tickCommand() {
        return List.of(
                "C:\\Program Files\\Java\\jdk-17\\bin\\java.exe",
                "-cp",
                "C:\\Users\\me\\AppData\\Local\\Tickover\\runtime\\0.1.0\\tickover-core.jar",
                "dev.tickover.tick.Main",
                "--dir",
                "C:\\Users\\me\\AppData\\Local\\Tickover\\alma");
    }
}
