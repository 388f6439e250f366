package dev.tickover.installer.install;

import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one place that assembles what a backend is given to render an application.
 *
 * @param platform the machine and the user
 * @param backend the scheduler
 */
public record DeploymentAssembly(Platform platform, Backend backend) {

    /**
     * Assembles the deployment of a manifest on this machine.
     *
     * @param app the application
     * @param scope for whom
     * @param offsets by schedule name, this machine's {@linkplain Platform#offsets shift} of the due instants
     * @param stateFolder the application's state folder, absolute
     * @param tickCommand the program and arguments of the tick client
     * @return the deployment
     * @throws IllegalStateException if the scheduler has no folder for documents; the message is for people
     */
    public Deployment ofManifest(
            App app, Scope scope, Map<String, Duration> offsets, Path stateFolder, List<String> tickCommand) {
        return new Deployment(
                app,
                scope,
                stateFolder,
                tickCommand,
                backend.documentFolder(scope, platform.environment()),
                platform.clocks().zone(),
                offsets);
    }

    /**
     * Assembles the deployment of an installed application, with the shifts that its installation has fixed.
     *
     * @param app what is compiled of it
     * @param schedules its schedules
     * @param stateFolder its state folder, absolute
     * @param tickCommand the program and arguments of the tick client
     * @param zone the zone that its entries go by
     * @return the deployment
     * @throws IllegalStateException if the scheduler has no folder for documents; the message is for people
     */
    public Deployment ofInstalled(
            InstalledApp app,
            List<InstalledSchedule> schedules,
            Path stateFolder,
            List<String> tickCommand,
            ZoneId zone) {
        return new Deployment(
                whole(app, schedules),
                app.scope(),
                stateFolder,
                tickCommand,
                backend.documentFolder(app.scope(), platform.environment()),
                zone,
                schedules.stream()
                        .collect(Collectors.toMap(
                                installed -> installed.schedule().name(), InstalledSchedule::offset)));
    }

    /**
     * Puts an installed application together again, as its manifest had it.
     *
     * @param app what is compiled of it
     * @param schedules its schedules
     * @return the application
     */
    public static App whole(InstalledApp app, List<InstalledSchedule> schedules) {
        return app.with(schedules.stream().map(InstalledSchedule::schedule).toList());
    }
}
