package dev.tickover.state;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the groups of events that were never followed by a state: their writer died in between, and what they tell was
 * decided once more. Such a group is known by the next one of its schedule, whose sequence number is no higher; the last
 * one by the state itself.
 */
final class Orphans {

    /** For who does not ask after groups. */
    static final Orphans NONE = new Orphans();

    private static final String HEAD = "\"prev\":";

    /** How many groups back a state may fall: one by a lost rename, one by a damaged file, and some to be sure. */
    private static final int REMEMBERED = 8;

    /** The last groups of each schedule that count so far, the youngest last. */
    private final Map<String, ArrayDeque<Head>> last = new HashMap<>();

    private final Set<Long> orphans = new HashSet<>();

    /** The first line of a group. */
    private record Head(long place, long sequence) {}

    private Orphans() {}

    static Orphans in(AppFolder folder, List<File> files) throws IOException {
        Orphans orphans = new Orphans();
        for (int file = 0; file < files.size(); file++) {
            orphans.read(files.get(file), file);
        }
        orphans.compareWithStates(folder);
        return orphans;
    }

    private void read(File file, int index) throws IOException {
        try (BufferedReader reader = HistoryFiles.open(file)) {
            if (reader == null) {
                return;
            }
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(HEAD)) {
                    head(line, place(index, number));
                }
                number++;
            }
        }
    }

    private void head(String line, long place) {
        try {
            JsonLine event = JsonLine.parse(line);
            String schedule = event.text("schedule");
            long sequence = event.number("seq", 0);
            ArrayDeque<Head> before = last.computeIfAbsent(schedule, name -> new ArrayDeque<>());
            // A first group after a higher number begins the account of a schedule that was removed and came back.
            if (sequence == 1 && !before.isEmpty() && before.getLast().sequence() > 1) {
                before.clear();
            }
            while (!before.isEmpty() && before.getLast().sequence() >= sequence) {
                orphans.add(before.removeLast().place());
            }
            before.addLast(new Head(place, sequence));
            if (before.size() > REMEMBERED) {
                before.removeFirst();
            }
        } catch (JsonException cutOff) {
            return;
        }
    }

    /** Reads the states after the history: a commit in between makes the state newer than what was read, never older. */
    private void compareWithStates(AppFolder folder) throws IOException {
        for (Map.Entry<String, ArrayDeque<Head>> entry : last.entrySet()) {
            if (folder.state(entry.getKey()).exists()) {
                LastGroup committed = new ScheduleStore(folder, entry.getKey()).lastGroup();
                if (committed.sequence() == entry.getValue().getLast().sequence() - 1) {
                    orphans.add(entry.getValue().removeLast().place());
                }
            }
        }
    }

    static long place(int file, int line) {
        return (long) file << 32 | line;
    }

    boolean isOrphan(int file, int line) {
        return !orphans.isEmpty() && orphans.contains(place(file, line));
    }

    /** The number of a schedule's last group that counts; 0 if there is none. */
    long lastSequence(String schedule) {
        ArrayDeque<Head> heads = last.get(schedule);
        return heads == null || heads.isEmpty() ? 0 : heads.getLast().sequence();
    }
}
