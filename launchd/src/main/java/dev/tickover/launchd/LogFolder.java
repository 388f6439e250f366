package dev.tickover.launchd;

import java.nio.file.Path;
import java.util.List;

/**
 * Is where the ticks of an application write what they print, which is nothing unless something is wrong, or a schedule
 * runs a command: {@code Library/Logs}, where Console shows it. A job whose log cannot be opened is never started (its
 * last exit code is then 78), so the folder is made before.
 * launchd appends to it for ever; the sweep cuts it ({@code Backend.logFolder}).
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

    /** Returns every file that there may be of an entry: its log, and what the sweep has cut off that. */
    List<String> files(String entry) {
        return List.of(of(entry).toString(), of(entry) + ".1");
    }
}
