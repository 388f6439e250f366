package dev.tickover.state;

import dev.tickover.machine.FileLock;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Keeps what pieces of work saved of themselves, one file for each piece and generation. A file is replaced atomically
 * and checksummed; the newest whole one counts. A host writes while it holds its fence, so that one whose lease is over
 * changes nothing. Safe for use by many threads.
 */
public final class CheckpointStore {

    /** The most that a checkpoint holds, in bytes. */
    public static final int LARGEST = 1 << 20;

    /** The longest id of a piece of work, in bytes of UTF-8. */
    public static final int LONGEST_ID = 80;

    private static final String SUFFIX = ".checkpoint";
    private static final int HEADER = Integer.BYTES + Long.BYTES;

    private final File folder;

    /**
     * Opens the store.
     *
     * @param folder the application's state folder
     */
    public CheckpointStore(AppFolder folder) {
        this.folder = folder.checkpoints();
    }

    /**
     * Saves a checkpoint, in place of the one before.
     *
     * @param fence the fence of the host that saves
     * @param id the piece of work; 1 to {@value #LONGEST_ID} bytes of UTF-8
     * @param content its state; at most {@value #LARGEST} bytes
     * @throws FencedException if the host's lease is over; nothing is changed
     * @throws IOException if it is too large or cannot be written; the one before stays
     */
    @SuppressWarnings("try") // the lock is held, not used
    public void save(Fence fence, String id, byte[] content) throws IOException {
        if (content.length > LARGEST) {
            throw new IOException("a checkpoint of " + content.length + " bytes; at most " + LARGEST + " are kept");
        }
        String name = fileName(id);
        try (FileLock held = fence.hold()) {
            if (!folder.isDirectory() && !folder.mkdirs()) {
                throw new IOException("cannot create the folder " + folder);
            }
            SmallFiles.keepPrivate(folder);
            SmallFiles.replace(file(name, fence.generation()), null, encode(content));
            removeOlder(name, fence.generation());
        }
    }

    /**
     * Removes the checkpoints of a piece of work that has ended.
     *
     * @param fence the fence of the host in which it has ended
     * @param id the piece of work
     * @throws FencedException if the host's lease is over; nothing is changed
     * @throws IOException if that cannot be told
     */
    @SuppressWarnings("try") // the lock is held, not used
    public void remove(Fence fence, String id) throws IOException {
        String name = fileName(id);
        if (generationsOf(name).isEmpty()) {
            return;
        }
        try (FileLock held = fence.hold()) {
            removeOlder(name, fence.generation() + 1);
        }
    }

    /**
     * Finds the newest checkpoint of a piece of work.
     *
     * @param id the piece of work
     * @return its state; empty if none was saved since it last ended
     * @throws IOException if it is there but cannot be read
     */
    public Optional<byte[]> find(String id) throws IOException {
        String name = fileName(id);
        SortedSet<Long> generations = generationsOf(name);
        while (!generations.isEmpty()) {
            byte[] content = decode(SmallFiles.read(file(name, generations.last())));
            if (content != null) {
                return Optional.of(content);
            }
            // Damaged, by the disk: the one of an older generation is the best there is.
            generations = generations.headSet(generations.last());
        }
        return Optional.empty();
    }

    /**
     * Lists the pieces of work that left a checkpoint.
     *
     * @return their ids, sorted
     */
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        for (String file : files()) {
            int generationAt = file.lastIndexOf('-');
            if (file.endsWith(SUFFIX) && generationAt > 0) {
                ids.add(decodeName(file.substring(0, generationAt)));
            }
        }
        return ids;
    }

    /** A crash before this leaves an older generation's file beside the newer one, which hides it. */
    private void removeOlder(String name, long generation) {
        for (long older : generationsOf(name).headSet(generation)) {
            file(name, older).delete();
        }
    }

    private SortedSet<Long> generationsOf(String name) {
        SortedSet<Long> generations = new TreeSet<>();
        for (String file : files()) {
            if (file.startsWith(name + "-") && file.endsWith(SUFFIX)) {
                String generation = file.substring(name.length() + 1, file.length() - SUFFIX.length());
                if (!generation.isEmpty() && generation.chars().allMatch(Character::isDigit)) {
                    generations.add(Long.parseLong(generation));
                }
            }
        }
        return generations;
    }

    private String[] files() {
        String[] names = folder.list();
        return names == null ? new String[0] : names;
    }

    private File file(String name, long generation) {
        return new File(folder, name + "-" + generation + SUFFIX);
    }

    private static byte[] encode(byte[] content) {
        return ByteBuffer.allocate(HEADER + content.length)
                .putInt(content.length)
                .putLong(checksum(content))
                .put(content)
                .array();
    }

    private static byte[] decode(byte[] file) {
        if (file.length < HEADER) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(file);
        int length = in.getInt();
        long checksum = in.getLong();
        byte[] content = Arrays.copyOfRange(file, HEADER, file.length);
        return length == content.length && checksum == checksum(content) ? content : null;
    }

    private static long checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    /** Letters, digits and dots stand for themselves, all else as _XX: no id leaves the folder or meets another. */
    private static String fileName(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "the id of a piece of work has 1 to " + LONGEST_ID + " bytes, not " + bytes.length + ": " + id);
        }
        StringBuilder name = new StringBuilder("w");
        for (byte b : bytes) {
            if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == '.') {
                name.append((char) b);
            } else {
                name.append('_').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return name.toString();
    }

    private static String decodeName(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(name.length());
        for (int i = 1; i < name.length(); i++) {
            if (name.charAt(i) == '_' && i + 2 < name.length()) {
                bytes.put((byte) Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) name.charAt(i));
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
