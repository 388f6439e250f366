package dev.tickover.systemd;

import dev.tickover.backend.Backend;
import dev.tickover.testing.backend.BackendContract;
import dev.tickover.testing.backend.ScriptedOs;
import java.nio.file.Path;

class SystemdContractTest extends BackendContract {

    @Override
    protected Backend backend() {
        return new SystemdBackend();
    }

    @Override
    protected ScriptedOs start(Path home) {
        return new FakeSystemd(home);
    }
}
