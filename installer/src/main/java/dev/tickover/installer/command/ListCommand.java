package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the installed applications.")
final class ListCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--json", description = "Prints a JSON array.")
    private boolean json;

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<AppFolder> folders = StateFolders.all(context.platform().environment());
        JsonArray array = new JsonArray();
        Table table = new Table().row("APP", "SCHEDULES", "SCOPE", "WITH", "MANIFEST");
        int code = Damaged.passOver(context, folders, folder -> {
            InstalledApp app = Compiled.app(folder);
            table.row(
                    app.id(), String.join(", ", app.schedules()), Names.of(app.scope()), app.backend(), app.manifest());
            JsonObject object = new JsonObject();
            object.addProperty("app", app.id());
            object.add("schedules", Json.array(app.schedules()));
            object.addProperty("scope", Names.of(app.scope()));
            object.addProperty("backend", app.backend());
            object.addProperty("manifest", app.manifest());
            object.addProperty("state", folder.path().toString());
            array.add(object);
        });
        if (json) {
            context.out().println(Json.text(array));
        } else if (folders.isEmpty()) {
            context.out().println("No application is installed.");
        } else {
            table.print(context.out());
        }
        return code;
    }
}
