package dev.tickover.state;

import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Is what a disk may hold after a power failure in the middle of {@link SmallFiles#replace}, as a journaling file system
 * writes it: names in the order in which they were changed, but perhaps only the first of them; what a file holds at any
 * time before its sync, be it half; all of both with the sync of a file.
 */
final class PowerFailures {

    private static final class Inode {
        private byte[] content = {};
    }

    /** Is one such disk. */
    record Disk(int returned, Map<String, byte[]> files) {

        void restore(Path folder) throws IOException {
            for (File file : folder.toFile().listFiles()) {
                Files.delete(file.toPath());
            }
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                Files.write(folder.resolve(entry.getKey()), entry.getValue());
            }
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("after " + returned + " writes:");
            files.forEach(
                    (name, content) -> text.append(' ').append(name).append('=').append(content.length));
            return text.toString();
        }
    }

    private final String file;
    private final String former;
    private final String temporary;
    private final List<Disk> disks = new ArrayList<>();
    private Map<String, Inode> names = new HashMap<>();
    private List<Map<String, Inode>> onDisk = new ArrayList<>(List.of(Map.of()));
    private int returned;

    PowerFailures(File file) {
        this.file = file.getName();
        this.former = file.getName() + ".former";
        this.temporary = SmallFiles.temporaryOf(file).getName();
    }

    List<Disk> disks() {
        return disks;
    }

    /** Takes the steps of one replacement, and notes every disk that a failure at any of them may leave. */
    void replace(byte[] content) {
        if (names.containsKey(file) && names.containsKey(former)) {
            rename(former, temporary);
        } else {
            names = new HashMap<>(names);
            names.put(temporary, new Inode());
            onDisk.add(names);
        }
        Inode written = names.get(temporary);
        byte[] old = written.content;
        for (int length = 0; length < content.length; length++) {
            written.content = half(content, length, old);
            fail();
        }
        written.content = content;
        fail();
        onDisk = new ArrayList<>(List.of(names));
        fail();
        if (names.containsKey(file)) {
            rename(file, former);
        }
        rename(temporary, file);
        returned++;
        fail();
    }

    private static byte[] half(byte[] content, int length, byte[] old) {
        byte[] half = Arrays.copyOf(content, Math.max(length, old.length));
        if (old.length > length) {
            System.arraycopy(old, length, half, length, old.length - length);
        }
        return half;
    }

    private void rename(String from, String to) {
        names = new HashMap<>(names);
        names.put(to, names.remove(from));
        onDisk.add(names);
        fail();
    }

    private void fail() {
        for (Map<String, Inode> directory : onDisk) {
            Map<String, byte[]> files = new HashMap<>();
            directory.forEach((name, inode) -> files.put(name, inode.content));
            disks.add(new Disk(returned, files));
        }
    }

    /** Returns what is there where nothing fails, to be compared with the real thing. */
    Map<String, String> names() {
        Map<String, String> found = new HashMap<>();
        names.forEach((name, inode) -> found.put(name, new String(inode.content)));
        return found;
    }
}
