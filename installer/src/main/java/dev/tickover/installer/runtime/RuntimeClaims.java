package dev.tickover.installer.runtime;

import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a runtime that an installation under way is about to use from being pruned by another one that ends meanwhile.
 * The claim of a process that has died counts no more.
 */
final class RuntimeClaims {

    private static final String PREFIX = ".claim-";

    private final Path runtimes;
    private final Processes processes;

    RuntimeClaims(Path runtimes, Processes processes) {
        this.runtimes = runtimes;
        this.processes = processes;
    }

    void claim(Path folder) throws IOException {
        Files.write(own(), List.of(processes.self().text(), folder.getFileName().toString()));
    }

    void release() throws IOException {
        Files.deleteIfExists(own());
    }

    private Path own() {
        return runtimes.resolve(PREFIX + processes.self().pid());
    }

    /** Returns the folders that other processes claim; removes the claims of dead ones. */
    Set<Path> ofOthers() throws IOException {
        Set<Path> claimed = new HashSet<>();
        List<Path> claims;
        try (Stream<Path> entries = Files.list(runtimes)) {
            claims = entries.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(path -> !path.equals(own()))
                    .toList();
        }
        for (Path claim : claims) {
            List<String> lines = lines(claim);
            ProcessIdentity owner = lines.size() == 2 ? ProcessIdentity.parse(lines.get(0)) : null;
            if (owner != null && processes.isAlive(owner)) {
                claimed.add(runtimes.resolve(lines.get(1)));
            } else {
                Files.deleteIfExists(claim);
            }
        }
        return claimed;
    }

    private static List<String> lines(Path claim) {
        try {
            return Files.readAllLines(claim);
        } catch (IOException withdrawn) {
            return List.of();
        }
    }
}
