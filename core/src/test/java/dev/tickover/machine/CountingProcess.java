package dev.tickover.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Counts a number in a file up, each time under a lock, in a process of its own or in a class loader of its own. */
public final class CountingProcess implements IntConsumer {

    private final Path folder;

    /** Takes the folder of the file. */
    public CountingProcess(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder and how often. */
    public static void main(String[] arguments) {
        new CountingProcess(Path.of(arguments[0])).accept(Integer.parseInt(arguments[1]));
    }

    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public void accept(int times) {
        File lock = folder.resolve("lock").toFile();
        Path file = folder.resolve("count");
        try {
            for (int i = 0; i < times; i++) {
                try (FileLock held = FileLock.take(lock)) {
                    int count = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
                    Files.writeString(file, Integer.toString(count + 1));
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
