package dev.tickover.launchd;

import java.nio.file.Path;

/**
 * Is where the ticks of an application write what they print, which is nothing unless something is wrong, or a schedule
 * runs a command: {@code Library/Logs}, where Console shows it. A job whose log cannot be opened is never started (its
 * last exit code is then 78), so the folder is made before.
 *
 * @param folder the application's own
 */
record LogFolder(Path folder) {

    /** Finds it beside the folder of the property lists: {@code ~/Library/LaunchAgents}, {@code /Library/LaunchDaemons}. */
    static LogFolder of(Path documentFolder, String appId) {
        return new LogFolder(
                documentFolder.resolveSibling("Logs").resolve("Tickover").resolve(appId));
    }

    Path of(String entry) {
        return folder.resolve(entry + ".log");
    }
}
