package dev.tickover.architecture;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Is the folder that all of the project lies in. */
record Repository(Path root) {

    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", ".vscode", ".settings");

    /** Finds it above the folder of the module under test, be it a git checkout or an unpacked archive. */
    static Repository find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CONTRIBUTING.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "no CONTRIBUTING.md above " + Path.of("").toAbsolutePath());
            }
        }
        return new Repository(folder);
    }

    /** Lists the files that git tracks or would offer to track; without git, all but what builds and editors leave. */
    List<Path> files() throws IOException, InterruptedException {
        return Files.exists(root.resolve(".git")) ? filesOfGit() : filesOfFolder();
    }

    /** Reads a text file; empty if it is no text in UTF-8. */
    Optional<List<String>> lines(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    private List<Path> filesOfGit() throws IOException, InterruptedException {
        String names;
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                return filesOfFolder(); // such as a checkout that belongs to another user, which git refuses to read
            }
        } catch (IOException noGitOnThisMachine) {
            return filesOfFolder();
        }
        List<Path> files = new ArrayList<>();
        for (String name : names.split("\0")) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
        }
        return files;
    }

    private List<Path> filesOfFolder() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(this::isOurs).toList();
        }
    }

    private boolean isOurs(Path file) {
        for (Path part : root.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
