package dev.tickover.benchmarks.tick;

import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A benchmark of ticks as after a boot: neither the runtime and the state of a tick nor the JDK of the yardstick is in
 * the page cache. That JDK is a copy, since this program has the original in use, and the kernel drops no pages in use.
 */
final class ColdBench {

    private static final int MOST_PAIRS = 11;

    /** Large parts of a JDK that no program needs to run. */
    private static final Set<String> NOT_COPIED =
            Set.of("src.zip", "ct.sym", "jmods", "include", "man", "demo", "legal");

    private final PageCache cache;
    private final Path jdk;
    private final int pairs;

    /** Copies the JDK into a folder that does not exist yet. */
    ColdBench(CommandRunner runner, Path javaHome, Path copy, int pairs) throws IOException {
        this.cache = new PageCache(runner);
        this.jdk = copy;
        this.pairs = Math.min(pairs, MOST_PAIRS);
        copy(javaHome, copy);
    }

    /** Follows links: distributions keep parts of a JDK in other folders. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            paths = tree.toList();
        }
        for (Path path : paths) {
            Path relative = from.relativize(path);
            Path target = to.resolve(relative);
            if (isNotCopied(relative)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
                // With its times: the JDK's own class archive holds for these alone.
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean isNotCopied(Path relative) {
        for (Path name : relative) {
            if (NOT_COPIED.contains(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Measures one kind of tick.
     *
     * @param name the name of the row
     * @param tick makes the next one
     * @param used the folders of all that it reads
     * @param yardstick the empty main, its {@code java} replaced by the copy's
     */
    String row(String name, Pairs.Next tick, List<Path> used, List<String> yardstick)
            throws IOException, InterruptedException {
        List<String> empty = new ArrayList<>(yardstick);
        empty.set(0, jdk.resolve("bin").resolve("java").toString());
        List<Double> ratios = new ArrayList<>();
        List<Double> ticks = new ArrayList<>();
        List<Double> yardsticks = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            cache.drop(List.of(jdk));
            double other = Stopwatch.run(empty).wallMs();
            List<String> command = tick.command();
            cache.drop(used);
            double one = Stopwatch.run(command).wallMs();
            ratios.add(one / other);
            ticks.add(one);
            yardsticks.add(other);
        }
        return String.format(
                Locale.ROOT,
                "  %-16s %5.2f         %5.0f ms  %5.0f ms   (%d pairs)",
                name,
                Pairs.median(ratios),
                Pairs.median(ticks),
                Pairs.median(yardsticks),
                pairs);
    }
}
