package dev.tickover.installer.demo;

import dev.tickover.backend.AppAddress;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.install.Uninstaller;
import dev.tickover.installer.runner.ForegroundInstallation;
import dev.tickover.installer.runner.ForegroundRunner;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Pulses by the foreground runner, in a thread of the demo. */
final class ForegroundScheduler implements DemoScheduler {

    private final Platform platform;
    private final TickRuntime runtime;
    private final AppFolder folder;
    private final InstallRequest request;
    private final String reason;
    private ForegroundRunner runner;

    ForegroundScheduler(
            Platform platform, TickRuntime runtime, AppFolder folder, InstallRequest request, String reason) {
        this.platform = platform;
        this.runtime = runtime;
        this.folder = folder;
        this.request = request;
        this.reason = reason;
    }

    @Override
    public String name() {
        return "the foreground runner, since no scheduler can be used here: " + reason;
    }

    @Override
    public synchronized List<String> install() throws IOException {
        runner = ForegroundInstallation.prepare(platform, runtime, folder, request, problem -> {});
        Thread thread = new Thread(runner::run, "tickover-demo-runner");
        thread.setDaemon(true);
        thread.start();
        return List.of("compile the manifest into " + folder.path(), "start the foreground runner");
    }

    @Override
    public List<String> show() {
        return List.of();
    }

    @Override
    public synchronized List<String> uninstall() throws IOException {
        if (runner != null) {
            runner.stop();
        }
        if (!folder.exists()) {
            return List.of();
        }
        return new Uninstaller(platform, runtime, folder)
                .uninstall(new AppAddress(request.app().id(), Scope.USER), Optional.empty(), true);
    }
}
