package dev.tickover.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentUserIdTest {

    /** A file that a process makes belongs to its effective user. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsTheOneThatNewFilesBelongTo(@TempDir Path folder) throws Exception {
        Object owner = Files.getAttribute(Files.createFile(folder.resolve("mine")), "unix:uid");
        Environment here = Environment.current();
        assertEquals(Optional.of(((Number) owner).longValue()), here.userId());
        assertEquals(here.userId().orElseThrow() == 0, here.administrator());
    }
}
