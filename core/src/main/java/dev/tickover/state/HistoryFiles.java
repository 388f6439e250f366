package dev.tickover.state;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Names the files of a history: {@code history.jsonl}, which grows, and {@code history-N.jsonl}, which do not; the higher
 * the number, the younger. {@link HistoryTidying} packs the latter into {@code history-N.jsonl.gz}.
 */
final class HistoryFiles {

    static final String PACKED = ".gz";

    private static final String PREFIX = "history-";
    private static final String SUFFIX = ".jsonl";

    private HistoryFiles() {}

    /** The files that no longer grow, oldest first. A packed file takes the place of the one it was made from. */
    static List<File> rotated(AppFolder folder) {
        Map<Long, File> byNumber = new TreeMap<>();
        String[] names = folder.path().list();
        if (names != null) {
            for (String name : names) {
                long number = number(name);
                if (number > 0 && (name.endsWith(PACKED) || !byNumber.containsKey(number))) {
                    byNumber.put(number, new File(folder.path(), name));
                }
            }
        }
        return new ArrayList<>(byNumber.values());
    }

    /** The number in a rotated file's name; 0 if it is another file. */
    static long number(String name) {
        String plain = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
        if (!plain.startsWith(PREFIX)
                || !plain.endsWith(SUFFIX)
                || plain.length() <= PREFIX.length() + SUFFIX.length()) {
            return 0;
        }
        try {
            return Long.parseLong(plain.substring(PREFIX.length(), plain.length() - SUFFIX.length()));
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    static File rotated(AppFolder folder, long number) {
        return new File(folder.path(), PREFIX.concat(Long.toString(number)).concat(SUFFIX));
    }

    static File packed(File plain) {
        return new File(plain.getPath().concat(PACKED));
    }

    /** Where what is known of dropped files is kept. */
    static File summary(AppFolder folder) {
        return new File(folder.path(), "history.summary");
    }

    /** Opens a file for reading by lines; null if it is gone. One that is packed meanwhile is found all the same. */
    static BufferedReader open(File file) throws IOException {
        InputStream in;
        try {
            in = new FileInputStream(file);
        } catch (FileNotFoundException gone) {
            File packed = packed(file);
            if (file.exists()) {
                throw gone;
            }
            if (!packed.exists()) {
                return null;
            }
            return open(packed);
        }
        try {
            InputStream text = file.getName().endsWith(PACKED)
                    ? new GZIPInputStream(in, 1 << 14)
                    : new BufferedInputStream(in, 1 << 14);
            return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 14);
        } catch (IOException unreadable) {
            in.close();
            throw unreadable;
        }
    }
}
