package dev.tickover.installer.command;

import dev.tickover.backend.AppAddress;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.install.Uninstaller;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.installer.runner.ForegroundInstallation;
import dev.tickover.installer.runner.ForegroundRunner;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Ticks in the foreground, for machines without a scheduler, such as containers.")
final class RunCommand implements Callable<Integer> {

    private final Context context;
    private final Limits limits;

    @Parameters(arity = "0..1", paramLabel = "MANIFEST", description = "The manifest; ./tickover.toml by default.")
    private Path manifest;

    RunCommand(Context context, Limits limits) {
        this.context = context;
        this.limits = limits;
    }

    @Override
    public Integer call() throws IOException {
        Path path = ManifestArgument.path(context, manifest);
        App app = ManifestArgument.read(context, path, limits).app();
        Path state = new Folders(context.platform().environment(), Scope.USER).state(app.id());
        StateFolders.requireNoCaseTwin(state);
        StateFolders.requireWritable(state);
        AppFolder folder = new AppFolder(state.toFile());
        ForegroundRunner runner = ForegroundInstallation.prepare(
                context.platform(),
                context.plainRuntime(Scope.USER),
                folder,
                new InstallRequest(app, Scope.USER, path),
                problem -> context.err().println("tickover: " + problem));
        context.err()
                .println("Ticking " + app.id() + " in the foreground; Ctrl-C ends it. While this process is suspended,"
                        + " nothing ticks: on a machine with a scheduler, use `tickover install`.");
        Thread main = Thread.currentThread();
        Thread hook = new Thread(() -> {
            runner.stop();
            try {
                main.join(5_000);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            runner.run();
        } finally {
            new Uninstaller(context.platform(), context.plainRuntime(Scope.USER), folder)
                    .uninstall(new AppAddress(app.id(), Scope.USER), Optional.empty(), false);
        }
        return ExitCode.DONE;
    }
}
