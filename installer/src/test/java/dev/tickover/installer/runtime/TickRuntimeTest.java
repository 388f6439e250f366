package dev.tickover.installer.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.tick.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickRuntimeTest {

    @TempDir
    Path temporary;

    @Test
    void manyWhoMakeItAtOnceGetOneAndLeaveNothingElse() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path runtimes = temporary.resolve("runtime" + round);
            CyclicBarrier together = new CyclicBarrier(4);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<Boolean>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                made.add(threads.submit(() -> {
                    together.await();
                    return runtime(runtimes).prepare();
                }));
            }
            int makers = 0;
            for (Future<Boolean> each : made) {
                makers += each.get() ? 1 : 0;
            }
            threads.shutdown();
            assertEquals(1, makers);
            assertEquals(List.of(runtime(runtimes).folder()), shown(runtimes));
        }
    }

    @Test
    void whatNobodyUsesIsRemovedAndWhatAKilledProcessLeftToo() throws Exception {
        TickRuntime runtime = runtime(temporary.resolve("runtime"));
        runtime.prepare();
        Files.createDirectories(temporary.resolve("runtime/.making-4194305-7/half"));
        Files.createDirectories(temporary.resolve("runtime/0.0.9-00000000"));
        runtime.prune(() -> Optional.of(Set.of(runtime.folder())));
        assertEquals(List.of(runtime.folder()), shown(temporary.resolve("runtime")));
        runtime.prune(Optional::empty);
        assertTrue(Files.exists(runtime.folder()), "removed, though nobody can tell who uses it");
        runtime.prune(() -> Optional.of(Set.of()));
        assertFalse(Files.exists(temporary.resolve("runtime")));
    }

    /** An installation says that it uses the runtime while another command is about to prune it. */
    @Test
    void runtimeThatIsTakenIntoUseWhileItIsPrunedStays() throws Exception {
        TickRuntime runtime = runtime(temporary.resolve("runtime"));
        runtime.prepare();
        List<Integer> asked = new ArrayList<>();
        runtime.prune(() -> {
            asked.add(1);
            return Optional.of(asked.size() == 1 ? Set.of() : Set.of(runtime.folder()));
        });
        assertTrue(Files.exists(runtime.folder()));
        assertFalse(runtime.prepare());
    }

    /** The lock and the claims of installations under way begin with a dot; the folders of runtimes must not. */
    private static List<Path> shown(Path runtimes) throws java.io.IOException {
        try (java.util.stream.Stream<Path> left = Files.list(runtimes)) {
            return left.filter(path -> Files.isDirectory(path)
                            || !path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static TickRuntime runtime(Path runtimes) {
        return new TickRuntime(runtimes, Path.of(System.getProperty("java.home")), Machine.system());
    }
}
