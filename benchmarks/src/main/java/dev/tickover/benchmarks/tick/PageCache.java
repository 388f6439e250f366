package dev.tickover.benchmarks.tick;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's page cache, which can drop the pages of single files, as if the machine had just started. Nothing else on
 * the machine is touched, and it takes no privilege: posix_fadvise(2), POSIX_FADV_DONTNEED, as dd of GNU coreutils asks
 * for it.
 */
final class PageCache {

    private static final String DROP = "for f; do dd if=\"$f\" iflag=nocache count=0 status=none || exit 1; done";

    private final CommandRunner runner;

    /** Uses {@code runner} to start dd. */
    PageCache(CommandRunner runner) {
        this.runner = runner;
    }

    /** Returns whether a folder is kept in memory only, so that its pages cannot be dropped. */
    static boolean isMemory(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type();
        return type.equals("tmpfs") || type.equals("ramfs");
    }

    /**
     * Drops all files below the folders. They are written to the disk first.
     *
     * @param folders the folders; each may be a single file
     * @throws IOException if one cannot be read, if dd cannot do it, or if the largest file stays, being in use
     */
    void drop(List<Path> folders) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", DROP, "sh"));
        Path largest = null;
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                write(file);
                words.add(file.toString());
                largest = largest == null || Files.size(file) > Files.size(largest) ? file : largest;
            }
        }
        CommandResult result = runner.run(Command.of(words.toArray(String[]::new)));
        if (!result.succeeded()) {
            throw new IOException(
                    "dd of GNU coreutils is needed to empty the page cache of files: " + result.summary());
        }
        if (largest != null && isHeld(largest)) {
            throw new FileSystemException(largest.toString(), null, "stays in the page cache: something has it in use");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(Files::isReadable)
                    .toList();
        }
    }

    /** The kernel drops no page that is not yet on disk. */
    private static void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Returns whether all of a file is in memory; looks without reading it (mincore(2)). */
    static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            return size > 0
                    && channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(size, Integer.MAX_VALUE))
                            .isLoaded();
        }
    }
}
