package dev.tickover.installer.runtime;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Has Linux forget the cached pages of files that were just written. It keeps those in larger units than pages it has
 * read, and counts more of them to whoever maps the files: 5 MiB of a tick's peak memory, until something else needs the
 * memory or the machine is booted. Advice only: where it is not understood, nothing is lost.
 */
final class PageCache {

    /** Smaller files are not mapped, or hardly. */
    private static final long LEAST_BYTES = 64 << 10;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private PageCache() {}

    /**
     * Forgets the files in a folder and below. They are written to the disk first, since pages that are not yet cannot be
     * forgotten (posix_fadvise(2), which {@code dd} calls for the flag {@code nocache}).
     */
    static void forget(Path folder, CommandRunner runner, OperatingSystem system) throws IOException {
        if (system != OperatingSystem.LINUX) {
            return;
        }
        List<String> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() >= LEAST_BYTES)
                    .map(Path::toString)
                    .toList();
        }
        List<String> sync = new ArrayList<>(List.of("sync", "--"));
        sync.addAll(files);
        runner.run(new Command(sync, Map.of(), LONGEST));
        for (String file : files) {
            List<String> drop = List.of("dd", "if=" + file, "iflag=nocache", "count=0", "of=/dev/null", "status=none");
            runner.run(new Command(drop, Map.of(), LONGEST));
        }
    }
}
