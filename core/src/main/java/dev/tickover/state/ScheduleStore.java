package dev.tickover.state;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.SmallFiles;
import dev.tickover.policy.ScheduleState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the state of one schedule. All changes go through a {@link Transaction}, which holds the schedule's lock and no
 * other for longer than a write; no lock is ever held while a host works.
 */
public final class ScheduleStore {

    private final AppFolder folder;
    private final String schedule;
    private final Fence fence;

    /**
     * Opens the store.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name
     */
    public ScheduleStore(AppFolder folder, String schedule) {
        this(folder, schedule, null);
    }

    /**
     * Opens the store for a host, which may write only while it is the host.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name
     * @param fence the host's fence; null for whoever is none
     */
    public ScheduleStore(AppFolder folder, String schedule, Fence fence) {
        this.folder = folder;
        this.schedule = schedule;
        this.fence = fence;
    }

    /**
     * Begins a transaction, waiting for another one to end.
     *
     * @param now the moment, for a schedule that has no state yet
     * @param bootId tells this boot of the machine from others; empty where the system does not tell
     * @return the transaction
     * @throws IOException if the state cannot be locked or read
     */
    public Transaction begin(Instant now, String bootId) throws IOException {
        FileLock lock = FileLock.take(folder.lock(schedule));
        try {
            return new Transaction(lock, now, bootId);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /**
     * Reads the state without waiting for whoever changes it, for people: it may be a moment old.
     *
     * @return the state; null if the schedule has none yet
     * @throws IOException if it cannot be read
     */
    public ScheduleState peek() throws IOException {
        Fields fields = readOnly();
        return fields == null ? null : StateText.read(fields);
    }

    /**
     * Reads without the lock, which a process that froze while it wrote does not let go of: then people want to know. A
     * file is replaced in two steps; between them, or if it is damaged, only the holder of the lock can read it.
     */
    @SuppressWarnings("try") // the lock is held, not used
    private Fields readOnly() throws IOException {
        try {
            return Fields.decode(StateText.FORMAT, SmallFiles.read(folder.state(schedule)));
        } catch (FileNotFoundException | DamagedException lost) {
            try (FileLock lock = FileLock.take(folder.lock(schedule))) {
                return new FieldsFile(folder.state(schedule), StateText.FORMAT).read();
            }
        }
    }

    /**
     * Is a state with the number of the last group of events that it stands for.
     *
     * @param state the state
     * @param sequence the number, see {@link History}; 0 if there was none yet
     */
    public record Snapshot(ScheduleState state, long sequence) {}

    /**
     * Reads the state and how far it follows the history.
     *
     * @return both; null if the schedule has no state yet
     * @throws IOException if it cannot be read
     */
    public Snapshot snapshot() throws IOException {
        Fields fields = readOnly();
        return fields == null
                ? null
                : new Snapshot(StateText.read(fields), LastGroup.of(fields).sequence());
    }

    /** Reads the last group of events that the state stands for. */
    LastGroup lastGroup() throws IOException {
        boolean isThere = folder.state(schedule).getParentFile().isDirectory();
        return isThere ? LastGroup.of(readOnly()) : LastGroup.NONE;
    }

    /** Is one change of the state. It belongs to one thread, and is closed by it. */
    public final class Transaction implements AutoCloseable {

        private static final String BOOT = "bootId";
        private static final String DEFINITION = "definition";

        private final FileLock lock;
        private final String bootId;
        private final FieldsFile file;
        private final ScheduleState state;
        private final boolean isNew;
        private final boolean isOtherBoot;
        private LastGroup last;
        private String definition;

        private Transaction(FileLock lock, Instant now, String bootId) throws IOException {
            this.lock = lock;
            this.bootId = bootId;
            this.file = new FieldsFile(folder.state(schedule), StateText.FORMAT);
            Fields fields = file.read();
            isNew = fields == null;
            last = LastGroup.of(fields);
            if (fields == null) {
                state = ScheduleState.fresh(Instant.ofEpochSecond(now.getEpochSecond()));
                definition = "";
                isOtherBoot = false;
            } else {
                state = StateText.read(fields);
                definition = fields.has(DEFINITION) ? fields.text(DEFINITION) : "";
                isOtherBoot = !fields.has(BOOT) || !fields.text(BOOT).equals(bootId);
            }
        }

        /** {@return the state as the transaction found it: the state; a fresh one if there was none} */
        public ScheduleState state() {
            return state;
        }

        /**
         * {@return whether there was no state yet: true if the state is a fresh one, to be committed whatever is
         * decided}
         */
        public boolean isNew() {
            return isNew;
        }

        /**
         * Tells what was found damaged and set aside.
         *
         * @return one line each; empty in all but rare cases
         */
        public List<String> repairs() {
            return file.repairs();
        }

        /**
         * Tells whether the state may be older than what was worked out from it: a power failure can take back the last
         * replacement of one file and not of another.
         *
         * @return true in the first transaction of a boot, and always where boots cannot be told apart
         */
        public boolean mayHaveFallenBack() {
            return isOtherBoot || bootId.isEmpty();
        }

        /**
         * {@return what the history was last told of how the schedule's due instants are found; an opaque text; empty
         * if it was told nothing}
         */
        public String definition() {
            return definition;
        }

        /**
         * Notes what the history is told with the coming commit of how the schedule's due instants are found.
         *
         * @param text an opaque text
         */
        public void definition(String text) {
            definition = text;
            // A list made by this very rule before another was told would let a pulse think that it is told.
            folder.due(schedule).delete();
        }

        /**
         * Writes the history and then the state. The order makes the account whole: if a crash falls between the two,
         * the old state decides again, and the new events carry the same sequence number as those that were never
         * followed by a state; readers take the later ones. The state keeps the events too: if a power failure takes
         * them from the history, the first commit after it puts them back.
         *
         * @param next the state from now on
         * @param events what happened to this schedule, in order
         * @param durably whether the history must survive a power failure before the state is written: whether the
         *     events account for due instants
         * @throws FencedException if a host writes whose lease is over; nothing is written
         * @throws IOException if it cannot be written; the state is then as it was
         */
        @SuppressWarnings("try") // the lock is held, not used
        public void commit(ScheduleState next, List<HistoryEvent> events, boolean durably) throws IOException {
            if (fence == null) {
                write(next, events, durably);
                return;
            }
            try (FileLock held = fence.hold()) {
                write(next, events, durably);
            }
        }

        private void write(ScheduleState next, List<HistoryEvent> events, boolean durably) throws IOException {
            // First of all: whoever looks from now on, without the lock, is to wait for it.
            if (bootId.isEmpty()) {
                // Only a file that is gone stays away in a power failure, after which nobody could tell its age.
                folder.quiet(schedule).delete();
            } else {
                HintFile.invalidate(folder.quiet(schedule));
            }
            if (isOtherBoot) {
                putBackLost();
            }
            if (!events.isEmpty()) {
                last = new LastGroup(last.sequence() + 1, numbered(events));
                // Where boots cannot be told apart, nobody would know when to look for what was lost.
                HistoryWriter.appendTexts(folder, last.lines(), durably || bootId.isEmpty());
            }
            Fields fields = StateText.write(next).put(DEFINITION, definition).put(BOOT, bootId);
            last.addTo(fields);
            file.write(fields);
        }

        private List<String> numbered(List<HistoryEvent> events) {
            List<String> lines = new ArrayList<>();
            long previous = last.sequence();
            for (HistoryEvent event : events) {
                boolean isFirst = lines.isEmpty();
                HistoryLine line =
                        new HistoryLine(event, previous + 1, isFirst ? previous : -1, isFirst ? events.size() : 0);
                lines.add(EventText.write(line));
            }
            return lines;
        }

        /** Where the search is in doubt the lines stand twice, and readers take one: they have the same number. */
        private void putBackLost() throws IOException {
            if (!last.lines().isEmpty()
                    && !HistoryTail.holds(folder, last.lines().get(0))) {
                HistoryWriter.appendTexts(folder, last.lines(), true);
            }
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }
}
