package dev.tickover.state;

import dev.tickover.machine.FileLock;
import dev.tickover.policy.Stagger;
import java.io.IOException;
import java.time.Instant;

/**
 * Gives the schedules of an application that catch up together their turns, whichever processes look at them. What is
 * kept is a hint: without it the turns begin anew.
 */
public final class Turns {

    private static final String FORMAT = "tickover-turns 1";

    private final AppFolder folder;

    /**
     * Opens the turns of an application.
     *
     * @param folder its state folder
     */
    public Turns(AppFolder folder) {
        this.folder = folder;
    }

    /**
     * Takes a turn. The caller holds the schedule's lock, and no other.
     *
     * @param schedule the schedule's name
     * @param now the moment
     * @return when its turn is: now, or later
     * @throws IOException if the turns cannot be locked
     */
    @SuppressWarnings("try") // the lock is held, not used
    public Instant take(String schedule, Instant now) throws IOException {
        try (FileLock lock = FileLock.take(folder.lockOf("turns"))) {
            String[] lines = HintFile.read(folder.turns(), 2);
            Instant free = lines == null || !lines[0].equals(FORMAT)
                    ? Instant.EPOCH
                    : Instant.ofEpochMilli(Long.parseLong(lines[1]));
            Instant turn = Stagger.turn(free, now, schedule);
            Instant after = Stagger.freeAfter(free, turn, now);
            HintFile.write(folder.turns(), FORMAT, Long.toString(after.toEpochMilli()));
            return turn;
        }
    }
}
