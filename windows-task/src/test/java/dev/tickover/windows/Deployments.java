package dev.tickover.windows;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.testing.backend.GoldenApp;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes deployments for tests. */
final class Deployments {

    static final String SID = "S-1-5-21-1004336348-1177238915-682003330-1001";

    static final Path FOLDER = Path.of("/home/me/AppData/Local/Tickover/.windows-task");

    static final Path SYSTEM_FOLDER = Path.of("/ProgramData/Tickover/.windows-task");

    private Deployments() {}

    /** Returns a backend that believes to run on Windows, as a user without rights. */
    static WindowsTaskBackend backend() {
        return new WindowsTaskBackend(() -> Optional.of(new UserAccount(SID, false)));
    }

    static Deployment of(App app, Scope scope, Path documentFolder, List<String> tickCommand) {
        return in(ZoneId.of("Europe/Berlin"), app, scope, documentFolder, tickCommand);
    }

    static Deployment in(ZoneId zone, App app, Scope scope, Path documentFolder, List<String> tickCommand) {
        return new Deployment(app, scope, FOLDER.resolveSibling(app.id()), tickCommand, documentFolder, zone, Map.of());
    }

    static Deployment of(GoldenApp sample) {
        Path folder = sample.scope() == Scope.USER ? FOLDER : SYSTEM_FOLDER;
        return of(sample.application(), sample.scope(), folder, sample.command().orElseGet(Deployments::tickCommand));
    }

    /** Returns the same with its documents in another folder. */
    static Deployment in(GoldenApp sample, Path documentFolder) {
        return of(
                sample.application(), sample.scope(), documentFolder, of(sample).tickCommand());
    }

    static Deployment user(App app) {
        return of(app, Scope.USER, FOLDER, tickCommand());
    }

    static Deployment system(App app) {
        return of(app, Scope.SYSTEM, SYSTEM_FOLDER, tickCommand());
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
