package dev.tickover.installer.command;

import dev.tickover.machine.ExitCode;
import dev.tickover.state.AppFolder;
import dev.tickover.state.DamagedException;
import java.io.IOException;
import java.util.List;

/** Keeps one damaged application from hiding the others. */
final class Damaged {

    /** Tells of one application. */
    @FunctionalInterface
    interface Telling {
        void tell(AppFolder folder) throws IOException;
    }

    private Damaged() {}

    /** Tells of each application that can be told of, names the others, and returns the exit code. */
    static int passOver(Context context, List<AppFolder> folders, Telling telling) throws IOException {
        int code = ExitCode.DONE;
        for (AppFolder folder : folders) {
            try {
                telling.tell(folder);
            } catch (DamagedException damaged) {
                context.err()
                        .println("tickover: a file of " + folder.path().getName() + " is damaged: "
                                + damaged.getMessage());
                context.err().println("tickover: install the application again; its state and history stay");
                code = ExitCode.INVALID;
            }
        }
        return code;
    }
}
