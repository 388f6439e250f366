package dev.tickover.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads an application's documents from the folder that they were registered from.
 *
 * @param folder where they are; it need not exist
 * @param names how they are named
 */
record DocumentFolder(Path folder, TaskNames names) {

    /** Returns the entries of which there is a document, or something that a plan left behind. */
    SortedSet<String> entries() {
        SortedSet<String> entries = new TreeSet<>();
        files().forEach(file -> names.entryOfFile(name(file)).ifPresent(entries::add));
        return entries;
    }

    /** Returns an entry's files, by path. */
    Map<Path, String> documents(String entry) {
        SortedMap<Path, String> documents = new TreeMap<>();
        for (Path file : files()) {
            if (names.entryOfFile(name(file)).filter(entry::equals).isPresent()) {
                documents.put(file, content(file));
            }
        }
        return documents;
    }

    Path document(String entry) {
        return folder.resolve(names.file(entry));
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_16LE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
