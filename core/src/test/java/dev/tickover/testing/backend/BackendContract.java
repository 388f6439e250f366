package dev.tickover.testing.backend;

import dev.tickover.backend.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Is what every backend must do alike, each towards its own scripted OS. */
public abstract class BackendContract
        implements TranslationContract, InstallContract, RollBackContract, OddFolderContract {

    @TempDir
    Path homes;

    private int made;

    /** Makes the backend. */
    protected abstract Backend backend();

    /** Starts an OS on which nothing is installed. */
    protected abstract ScriptedOs start(Path home);

    @Override
    public ContractBench freshBench() {
        return benchIn("home-" + made++);
    }

    @Override
    public ContractBench benchIn(String home) {
        try {
            return new ContractBench(backend(), start(Files.createDirectory(homes.resolve(home))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
