package dev.tickover.state;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.schedule.UtcText;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads and extends the history of an application: one JSON object a line, oldest first. Safe for use by many threads
 * and processes: a reader sees whole lines.
 *
 * <p>The events of one change of a schedule's state are a group. Each has the group's number as {@code seq}; the first
 * has also {@code prev}, the number of the state that the change was decided on, and {@code lines}, how many there are.
 * Numbers have no gaps, so that a lost line shows; and a group that no state ever followed is known by the next one's
 * number, and left out by every method that reads.
 */
public final class History {

    private final AppFolder folder;

    /**
     * Opens a history.
     *
     * @param folder the state folder
     */
    public History(AppFolder folder) {
        this.folder = folder;
    }

    /**
     * Appends events that belong to no schedule's state, such as a host that attaches.
     *
     * @param events the events
     * @throws IOException if they cannot be written
     */
    public void append(HistoryEvent... events) throws IOException {
        HistoryWriter.append(folder, events);
    }

    /**
     * Reads every event, oldest first, a line at a time, twice: the first time finds the groups to leave out. Lines that
     * are no JSON object — cut off by a crash — are passed over. What a power failure took from the end is read from
     * the states.
     *
     * @param consumer is given each event
     * @throws IOException if a file cannot be read
     */
    public void forEach(Consumer<HistoryLine> consumer) throws IOException {
        read(files(), true, consumer);
    }

    /**
     * Reads the events since an instant, and some before it: whole files that are older are passed over.
     *
     * @param since the instant
     * @param consumer is given each event
     * @throws IOException if a file cannot be read
     */
    public void forEachSince(Instant since, Consumer<HistoryLine> consumer) throws IOException {
        List<File> files = files();
        String from = UtcText.format(since);
        int first = files.size() - 1;
        while (first > 0 && firstAt(files.get(first)).compareTo(from) > 0) {
            first--;
        }
        read(files.subList(first, files.size()), first == 0, consumer);
    }

    /**
     * Reads what is known of files that were dropped for their age.
     *
     * @return a summary for each schedule; empty if nothing was dropped
     * @throws IOException if the summary cannot be read
     */
    public List<ScheduleSummary> summaries() throws IOException {
        return HistorySummary.read(folder).schedules();
    }

    /**
     * Packs the files that no longer grow and drops the oldest where they take too much room. To be called when nobody
     * waits.
     *
     * @throws IOException if a file cannot be read or written
     */
    public void tidy() throws IOException {
        tidy(HistoryTidying.KEPT);
    }

    /**
     * Packs the files that no longer grow and drops the oldest until the rest takes no more than some room.
     *
     * @param keptBytes the room, in bytes
     * @throws IOException if a file cannot be read or written
     */
    public void tidy(long keptBytes) throws IOException {
        new HistoryTidying(folder, keptBytes).tidy();
    }

    /** Reads the events of one file, known to belong to the history. */
    void forEachOf(File file, Consumer<HistoryLine> consumer) throws IOException {
        List<File> files = files();
        int index = files.indexOf(file);
        Orphans orphans = Orphans.in(folder, files.subList(index, files.size()));
        new Reading(orphans, consumer).read(file, 0);
    }

    private List<File> files() throws IOException {
        List<File> files = new ArrayList<>();
        long dropped = HistorySummary.droppedThrough(folder);
        for (File file : HistoryFiles.rotated(folder)) {
            if (HistoryFiles.number(file.getName()) > dropped) {
                files.add(file);
            }
        }
        files.add(folder.history());
        return files;
    }

    /**
     * Reads the events that belong to no schedule, such as a host that attached. Unlike every other method it looks at no
     * state and takes no schedule's lock, so that it may be used under the lock of the lease.
     */
    void forEachOutsideGroups(Consumer<HistoryLine> consumer) throws IOException {
        Reading reading = new Reading(Orphans.NONE, event -> {
            if (!event.isGrouped()) {
                consumer.accept(event);
            }
        });
        List<File> files = files();
        for (int file = 0; file < files.size(); file++) {
            reading.read(files.get(file), file);
        }
    }

    private static String firstAt(File file) throws IOException {
        try (BufferedReader reader = HistoryFiles.open(file)) {
            for (String line = reader == null ? null : reader.readLine(); line != null; line = reader.readLine()) {
                Optional<HistoryLine> whole = EventText.read(line);
                if (whole.isPresent()) {
                    return UtcText.format(whole.get().event().at());
                }
            }
            // An empty file holds nothing old, and nothing that an older file need not be asked for.
            return "~";
        }
    }

    private void read(List<File> files, boolean whole, Consumer<HistoryLine> consumer) throws IOException {
        Orphans orphans = Orphans.in(folder, files);
        Reading reading = new Reading(orphans, consumer);
        for (int file = 0; file < files.size(); file++) {
            reading.read(files.get(file), file);
        }
        for (String schedule : folder.schedulesWithState()) {
            LastGroup last = new ScheduleStore(folder, schedule).lastGroup();
            boolean lost = last.sequence() > orphans.lastSequence(schedule);
            if (lost && (whole || orphans.lastSequence(schedule) > 0)) {
                for (String line : last.lines()) {
                    reading.line(line, Integer.MAX_VALUE, 0);
                }
            }
        }
    }

    /** Hands on the lines that count. */
    private static final class Reading {
        private final Orphans orphans;
        private final Consumer<HistoryLine> consumer;
        private final Map<String, Long> leftOut = new HashMap<>();

        Reading(Orphans orphans, Consumer<HistoryLine> consumer) {
            this.orphans = orphans;
            this.consumer = consumer;
        }

        void read(File file, int index) throws IOException {
            try (BufferedReader reader = HistoryFiles.open(file)) {
                int number = 0;
                for (String line = reader == null ? null : reader.readLine(); line != null; line = reader.readLine()) {
                    line(line, index, number);
                    number++;
                }
            }
        }

        void line(String line, int file, int number) {
            Optional<HistoryLine> whole = EventText.read(line);
            if (whole.isEmpty()) {
                // A writer died here; its state was not written either, so nothing is lost with the line.
                return;
            }
            HistoryLine read = whole.get();
            String schedule = read.event().schedule();
            if (read.isFirst()) {
                if (orphans.isOrphan(file, number)) {
                    leftOut.put(schedule, read.sequence());
                    return;
                }
                leftOut.remove(schedule);
            } else if (!leftOut.isEmpty() && read.isGrouped()) {
                Long orphan = leftOut.get(schedule);
                if (orphan != null && orphan.longValue() == read.sequence()) {
                    return;
                }
            }
            consumer.accept(read);
        }
    }
}
