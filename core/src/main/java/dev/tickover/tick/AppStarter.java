package dev.tickover.tick;

import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.FileLock;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts an application whose host is absent, and waits for it to attach. However many tick clients come meanwhile, it
 * is started once: they wait for the same lock and then find the host attached.
 */
final class AppStarter {

    private static final long ATTACH_WITHIN_MS = 60_000;
    private static final long LOOK_EVERY_MS = 100;

    private final AppFolder folder;
    private final Machine machine;
    private final LeaseStore leases;

    AppStarter(AppFolder folder, Machine machine) {
        this.folder = folder;
        this.machine = machine;
        this.leases = new LeaseStore(folder, machine.processes());
    }

    /** Returns null if a host is attached now, else what went wrong. */
    @SuppressWarnings("try") // the lock is held, not used
    String start() throws IOException {
        try (FileLock lock = FileLock.take(folder.lockOf("start"))) {
            if (leases.isHeld(leases.read())) {
                return null;
            }
            if (new StandbyCall(folder, machine).isAny()) {
                return waitForHost() ? null : "a host stands by, but did not take over within a minute";
            }
            InstalledApp app = Compiled.app(folder);
            if (app.start().isEmpty()) {
                return "the manifest has no start command";
            }
            List<String> command = new ArrayList<>(app.launcher());
            command.addAll(app.start());
            try {
                ChildProcess.detach(command);
            } catch (IOException cannotStart) {
                return "the application cannot be started: " + cannotStart.getMessage();
            }
            return waitForHost() ? null : "the application was started, but attached no host within a minute";
        }
    }

    private boolean waitForHost() throws IOException {
        long end = machine.clocks().awakeNanos() + ATTACH_WITHIN_MS * 1_000_000;
        while (machine.clocks().awakeNanos() < end) {
            if (leases.isHeld(leases.read())) {
                return true;
            }
            Waiting.millis(LOOK_EVERY_MS);
        }
        return false;
    }
}
