package dev.tickover.launchd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads an application's property lists from a folder. No name is trusted that is not exactly a name of this
 * application.
 *
 * @param folder where they are; it need not exist
 * @param labels how the application's jobs are named
 */
record JobFolder(Path folder, Labels labels) {

    /** Returns the entries of which there is a file, or a link in its place. */
    SortedSet<String> entries() throws IOException {
        SortedSet<String> entries = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (Stream<Path> paths = Files.list(folder)) {
            paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path ->
                            labels.entryOfFile(path.getFileName().toString()).ifPresent(entries::add));
        }
        return entries;
    }

    Path path(String entry) {
        return folder.resolve(labels.fileName(entry));
    }

    /** Returns the text; empty if there is no such file, or a link in its place, which is never ours. */
    Optional<String> content(String entry) throws IOException {
        Path path = path(entry);
        // Not readString: that throws on bytes that are no UTF-8, which a damaged file may hold.
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Returns where a link in the file's place leads. */
    Optional<String> linkTarget(String entry) throws IOException {
        Path path = path(entry);
        return Files.isSymbolicLink(path)
                ? Optional.of(Files.readSymbolicLink(path).toString())
                : Optional.empty();
    }

    /** launchd passes over a property list that the group or others may write (launchd-842, path_goodness_check). */
    boolean mayOthersWrite(String entry) throws IOException {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path(entry), LinkOption.NOFOLLOW_LINKS);
            return rights.stream()
                    .anyMatch(List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)::contains);
        } catch (UnsupportedOperationException noSuchRights) {
            return false;
        }
    }
}
