package dev.tickover.installer.demo;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.installer.install.InstallReport;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Installer;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.install.Uninstaller;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pulses by real systemd timers. They are what install makes of the manifest; a drop-in, as a user may write one, has
 * them pulse every few seconds instead of every minute.
 */
final class SystemdScheduler implements DemoScheduler {

    private final Platform platform;
    private final Backend backend;
    private final TickRuntime runtime;
    private final AppFolder folder;
    private final InstallRequest request;
    private final int seconds;

    SystemdScheduler(
            Platform platform,
            Backend backend,
            TickRuntime runtime,
            AppFolder folder,
            InstallRequest request,
            int seconds) {
        this.platform = platform;
        this.backend = backend;
        this.runtime = runtime;
        this.folder = folder;
        this.request = request;
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "systemd, the user manager of " + platform.environment().user();
    }

    @Override
    public List<String> install() throws IOException {
        writeDropIn();
        InstallReport report = new Installer(platform, backend, runtime, folder).install(request);
        return report.steps();
    }

    private Path dropInFolder() {
        Path units = backend.documentFolder(Scope.USER, platform.environment());
        return units.resolve(timer() + ".d");
    }

    private String timer() {
        return "tickover." + request.app().id() + "."
                + request.app().schedules().get(0).name() + ".timer";
    }

    private void writeDropIn() throws IOException {
        Files.createDirectories(dropInFolder());
        Files.writeString(
                dropInFolder().resolve("demo.conf"),
                "[Timer]\nOnCalendar=\nOnCalendar=*:*:0/" + seconds + "\nAccuracySec=1us\n");
    }

    @Override
    public List<String> show() {
        CommandResult result =
                platform.runner().run(Command.of("systemctl", "--user", "list-timers", "--no-pager", timer()));
        if (!(result instanceof CommandResult.Exited exited) || exited.code() != 0) {
            return List.of();
        }
        return exited.out()
                .lines()
                .filter(line -> line.contains(timer()) || line.startsWith("NEXT"))
                .toList();
    }

    @Override
    public List<String> uninstall() throws IOException {
        List<String> done = new ArrayList<>();
        if (folder.exists()) {
            done.addAll(new Uninstaller(platform, runtime, folder)
                    .uninstall(new AppAddress(request.app().id(), Scope.USER), Optional.of(backend), true));
        }
        StateFolders.delete(dropInFolder());
        return done;
    }
}
