package dev.tickover.testing.backend;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Is somebody in Berlin who deploys samples on one system.
 *
 * @param folder where the user's own documents go
 * @param systemFolder where those of the machine go
 * @param states where states are kept, each in a folder of its application's id
 * @param tickCommand an ordinary tick command there
 */
public record SampleUser(Path folder, Path systemFolder, Path states, List<String> tickCommand) {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** Copies the command. */
    public SampleUser {
        tickCommand = List.copyOf(tickCommand);
    }

    /** Makes a deployment into any folder, of any command. */
    public Deployment of(App app, Scope scope, Path documentFolder, List<String> command) {
        return new Deployment(app, scope, states.resolve(app.id()), command, documentFolder, ZONE, Map.of());
    }

    /** Makes the deployment of a sample, with its own command if it has one. */
    public Deployment of(GoldenApp sample) {
        return of(
                sample.application(),
                sample.scope(),
                folder(sample.scope()),
                sample.command().orElse(tickCommand));
    }

    /** Makes the deployment of a sample with its documents in another folder, and a program that is there. */
    public Deployment in(GoldenApp sample, Path documentFolder, Path program) {
        List<String> command = new ArrayList<>(of(sample).tickCommand());
        command.set(0, program.toString());
        return of(sample.application(), sample.scope(), documentFolder, command);
    }

    /** Makes a deployment for the user. */
    public Deployment user(App app) {
        return of(app, Scope.USER, folder, tickCommand);
    }

    /** Makes a deployment for the machine. */
    public Deployment system(App app) {
        return of(app, Scope.SYSTEM, systemFolder, tickCommand);
    }

    private Path folder(Scope scope) {
        return scope == Scope.USER ? folder : systemFolder;
    }
}
