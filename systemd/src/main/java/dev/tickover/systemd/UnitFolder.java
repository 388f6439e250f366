package dev.tickover.systemd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads an application's unit files from a folder. No name is trusted that is not exactly a name of this application.
 *
 * @param folder where the units are; it need not exist
 * @param names how the application's units are named
 */
record UnitFolder(Path folder, UnitNames names) {

    /** Returns the entries of which there is a unit file, even a masked one, or a link that enables one. */
    SortedSet<String> entries() {
        SortedSet<String> entries = new TreeSet<>();
        for (Path path : children(folder)) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                names.entryOf(path.getFileName().toString()).ifPresent(entries::add);
            }
        }
        for (Path path : children(wants())) {
            names.entryOf(path.getFileName().toString()).ifPresent(entries::add);
        }
        return entries;
    }

    /** Returns an entry's unit files, and the drop-ins that stand beside them, by path. */
    Map<Path, String> documents(String entry) {
        SortedMap<Path, String> documents = new TreeMap<>();
        for (String unit : List.of(names.service(entry), names.timer(entry))) {
            content(unit(unit)).ifPresent(text -> documents.put(unit(unit), text));
            for (Path dropIn : children(folder.resolve(unit + ".d"))) {
                content(dropIn).ifPresent(text -> documents.put(dropIn, text));
            }
        }
        return documents;
    }

    /** Tells whether a unit is masked: a link to /dev/null in its place (systemctl(1), {@code mask}). */
    boolean isMasked(String unit) {
        Path path = unit(unit);
        try {
            return Files.isSymbolicLink(path)
                    && Files.readSymbolicLink(path).toString().equals("/dev/null");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Tells whether the link is there that has a timer started with the manager. */
    boolean isLinked(String entry) {
        return Files.isSymbolicLink(link(entry));
    }

    Path unit(String fileName) {
        return folder.resolve(fileName);
    }

    Path link(String entry) {
        return wants().resolve(names.timer(entry));
    }

    private Path wants() {
        return folder.resolve("timers.target.wants");
    }

    /** Returns the text; empty if there is no such file, or a link in its place, which is never ours. */
    private static Optional<String> content(Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            // Not readString: that throws on bytes that are no UTF-8, which a damaged file may hold.
            return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
