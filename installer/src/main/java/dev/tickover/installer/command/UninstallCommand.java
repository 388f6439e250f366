package dev.tickover.installer.command;

import com.google.gson.JsonObject;
import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.install.Uninstaller;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DamagedException;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "uninstall",
        description = "Removes an application's entries; its state and history stay unless purged.")
final class UninstallCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Option(names = "--purge", description = "Deletes the state and the history too.")
    private boolean purge;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    UninstallCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = purge
                ? StateFolders.find(context.platform().environment(), appId)
                : StateFolders.findInstalled(context.platform().environment(), appId);
        Optional<InstalledApp> app = app(folder);
        Scope scope = app.map(InstalledApp::scope).orElseGet(() -> scopeOf(folder));
        Optional<Backend> backend = app.isPresent()
                ? context.backends().named(app.get().backend())
                : Optional.of(
                        context.backends().of(context.platform().environment().system()));
        List<String> done = new Uninstaller(context.platform(), context.runtime(scope), folder)
                .uninstall(new AppAddress(appId, scope), backend, purge);
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("app", appId);
            object.add("steps", Json.array(done));
            context.out().println(Json.text(object));
            return ExitCode.DONE;
        }
        for (String step : done) {
            context.out().println("  " + step);
        }
        context.out().println("Uninstalled " + appId + ".");
        if (!purge) {
            context.out()
                    .println("Its state and history stay in " + folder.path() + "; to delete them: tickover uninstall "
                            + appId + " --purge");
        }
        return ExitCode.DONE;
    }

    /** What is installed; empty if its file is damaged: it must be removable all the same. */
    private static Optional<InstalledApp> app(AppFolder folder) throws IOException {
        try {
            return folder.exists() ? Optional.of(Compiled.app(folder)) : Optional.empty();
        } catch (DamagedException unreadable) {
            return Optional.empty();
        }
    }

    private Scope scopeOf(AppFolder folder) {
        Folders ofUser = new Folders(context.platform().environment(), Scope.USER);
        return ofUser.state(appId).equals(folder.path().toPath()) ? Scope.USER : Scope.SYSTEM;
    }
}
