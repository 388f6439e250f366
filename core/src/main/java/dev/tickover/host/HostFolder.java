package dev.tickover.host;

import dev.tickover.machine.Environment;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import java.io.File;

/** Finds the state folder of an installed application. */
final class HostFolder {

    private HostFolder() {}

    /** Looks in the user's folders first, then in the machine's. */
    static AppFolder find(String appId, Environment environment) throws AttachException {
        if (!App.isId(appId)) {
            throw new AttachException("not a valid app id: " + appId);
        }
        AppFolder folder = new AppFolder(folder(environment, Scope.USER, appId));
        if (!folder.exists() && environment.variable("TICKOVER_HOME").isEmpty()) {
            AppFolder ofMachine = new AppFolder(folder(environment, Scope.SYSTEM, appId));
            folder = ofMachine.exists() ? ofMachine : folder;
        }
        if (!folder.exists()) {
            throw new AttachException("application " + appId + " is not installed (no " + folder.app()
                    + "); install it with `tickover install`");
        }
        return folder;
    }

    private static File folder(Environment environment, Scope scope, String appId) throws AttachException {
        try {
            return new Folders(environment, scope).state(appId).toFile();
        } catch (Folders.NoFolderException none) {
            throw new AttachException(none.getMessage() + "; " + none.advice(), none);
        }
    }
}
