package dev.tickover.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tickover.testing.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KernelRandomnessTest {

    @TempDir
    private Path folder;

    @Test
    void aJvmThatHasProvidersKeepsThem() {
        assertFalse(KernelRandomness.provideIfNone());
    }

    @Test
    @Tag("real-process")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its images keep the JDK's provider")
    void socketsOfAJvmWithoutProvidersTakeTheKernelsNumbers() throws Exception {
        Path none = Files.createFile(folder.resolve("none.security"));
        String[] said = said("-Djava.security.properties==" + none);
        assertEquals("true", said[0]);
        assertEquals("Tickover", said[1]);
        assertNotEquals(said[2], said[3]);
        assertNotEquals(said[2], said("-Djava.security.properties==" + none)[2]);
    }

    private String[] said(String flag) throws Exception {
        try (Jvm asker = Jvm.start(folder, List.of(flag), RandomAsker.class)) {
            return asker.lineThatBegins("").split(" ");
        }
    }
}
