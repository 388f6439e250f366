package dev.tickover.launchd;

import dev.tickover.backend.Backend;
import dev.tickover.testing.backend.BackendContract;
import dev.tickover.testing.backend.ScriptedOs;
import java.nio.file.Path;

class LaunchdContractTest extends BackendContract {

    @Override
    protected Backend backend() {
        return new LaunchdBackend();
    }

    @Override
    protected ScriptedOs start(Path home) {
        return new FakeLaunchd(home);
    }
}
