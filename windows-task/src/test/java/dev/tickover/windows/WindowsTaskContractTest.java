package dev.tickover.windows;

import dev.tickover.backend.Backend;
import dev.tickover.testing.backend.BackendContract;
import dev.tickover.testing.backend.ScriptedOs;
import java.nio.file.Path;
import java.util.Optional;

class WindowsTaskContractTest extends BackendContract {

    /** It is not told the user's security identifier: it has to ask. */
    @Override
    protected Backend backend() {
        return new WindowsTaskBackend(Optional::empty);
    }

    @Override
    protected ScriptedOs start(Path home) {
        return new FakeTaskScheduler(home, Deployments.SID);
    }
}
