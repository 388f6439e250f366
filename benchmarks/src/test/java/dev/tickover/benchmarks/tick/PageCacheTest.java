package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {

    private static final int LENGTH = 4 << 20;

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("Zoë's \"disk\" & $HOME"));
    }

    @Test
    void filesOfTheFoldersAreDroppedAndNoOthers() throws Exception {
        assumeGnuOnADisk();
        Path dropped = Files.write(Files.createDirectory(folder.resolve("sub")).resolve("a b"), new byte[LENGTH]);
        Path other = Files.write(temporary.resolve("other"), new byte[LENGTH]);
        FileTime modified = Files.getLastModifiedTime(dropped);
        assertTrue(PageCache.isHeld(dropped) && PageCache.isHeld(other));
        new PageCache(new ExecCommandRunner()).drop(List.of(folder));
        assertFalse(PageCache.isHeld(dropped));
        assertTrue(PageCache.isHeld(other));
        assertEquals(modified, Files.getLastModifiedTime(dropped));
    }

    @Test
    void fileInUseIsReportedAsKept() throws Exception {
        assumeGnuOnADisk();
        Path used = Files.write(folder.resolve("used"), new byte[LENGTH]);
        try (FileChannel channel = FileChannel.open(used, StandardOpenOption.READ)) {
            var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, LENGTH).load();
            PageCache cache = new PageCache(new ExecCommandRunner());
            IOException refused = assertThrows(IOException.class, () -> cache.drop(List.of(folder)));
            assertTrue(refused.getMessage().contains("page cache"), refused::toString);
            assertEquals(0, mapped.get(0));
        }
    }

    @Test
    void ddThatFailsIsReported() throws Exception {
        Files.write(folder.resolve("file"), new byte[1]);
        PageCache cache = new PageCache(command -> new CommandResult.Exited(1, "", "dd: invalid input flag"));
        IOException refused = assertThrows(IOException.class, () -> cache.drop(List.of(folder)));
        assertTrue(refused.getMessage().contains("dd of GNU coreutils is needed"), refused::toString);
    }

    private void assumeGnuOnADisk() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "the page cache of Linux");
        assumeTrue(!PageCache.isMemory(temporary), temporary + " is in memory");
        CommandResult result = new ExecCommandRunner().run(Command.of("dd", "--version"));
        assumeTrue(result instanceof CommandResult.Exited exited && exited.out().contains("coreutils"), "no GNU dd");
    }
}
