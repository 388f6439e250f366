package dev.tickover.launchd;

import dev.tickover.machine.CommandResult;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Does what mkdir, rmdir, rm and chmod do, with the arguments that plans give them. */
final class FakeFolders {

    CommandResult run(List<String> words) {
        List<String> paths = words.subList(words.indexOf("--") + 1, words.size());
        try {
            int code = 0;
            switch (words.get(0)) {
                case "mkdir" -> {
                    Files.createDirectories(Path.of(paths.get(0)));
                    Files.setPosixFilePermissions(Path.of(paths.get(0)), PosixFilePermissions.fromString("rwx------"));
                }
                case "rm" -> {
                    for (String path : paths) {
                        Files.deleteIfExists(Path.of(path));
                    }
                }
                case "rmdir" -> {
                    for (String path : paths) {
                        code = Math.max(code, rmdir(Path.of(path)));
                    }
                }
                case "chmod" ->
                    Files.setPosixFilePermissions(Path.of(words.get(2)), PosixFilePermissions.fromString("rw-r--r--"));
                case "id" -> {
                    return new CommandResult.Exited(0, "501\n", "");
                }
                default -> throw new AssertionError("unknown: " + words);
            }
            return new CommandResult.Exited(code, "", "");
        } catch (IOException e) {
            return new CommandResult.Exited(1, "", e.toString());
        }
    }

    private static int rmdir(Path folder) throws IOException {
        try {
            Files.delete(folder);
            return 0;
        } catch (DirectoryNotEmptyException | NoSuchFileException refused) {
            return 1;
        }
    }
}
