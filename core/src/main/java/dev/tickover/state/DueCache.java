package dev.tickover.state;

import dev.tickover.policy.Stamp;
import dev.tickover.schedule.DueList;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Keeps what was worked out ahead for one schedule, so that most pulses need to work out nothing: its coming due
 * instants, and until when nothing is to be done. Both are hints. They hold for one compiled schedule and one
 * understanding of local time, are asked in vain once either has changed, and may be deleted at any time.
 */
public final class DueCache {

    private static final String DUE_FORMAT = "tickover-due 1";
    private static final String QUIET_FORMAT = "tickover-quiet 1";

    /** What a clock that is slewed gains or loses is one in so many (adjtimex(2)); beyond that, and this, it is a step. */
    private static final long SLEW = 1_000;

    private static final long LEAST_STEP_MS = 2_000;

    private final AppFolder folder;
    private final String schedule;
    private final String zoneFingerprint;
    private final String compiledKey;

    /**
     * Opens the cache of a schedule, as its compiled file is at this moment: to be done before that is read. If it
     * is replaced later, what this one notes holds for nobody.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name
     * @param zoneFingerprint differs whenever the rules of local time may; see {@link
     *     dev.tickover.machine.Clocks#zoneFingerprint()}
     */
    public DueCache(AppFolder folder, String schedule, String zoneFingerprint) {
        this.folder = folder;
        this.schedule = schedule;
        this.zoneFingerprint = zoneFingerprint;
        File compiled = folder.schedule(schedule);
        this.compiledKey = compiled.lastModified() + ":" + compiled.length();
    }

    /**
     * Tells whether nothing is to be done at a moment, as far as is known without a look at the state. Needs no lock: a
     * change of the state takes the answer away first. After a reboot and a step of the clock it takes a look, since the
     * history is to be told.
     *
     * @param now the moment
     * @return why nothing is to be done; null if that is not known
     */
    public String quietAt(Stamp now) {
        String[] lines = HintFile.read(folder.quiet(schedule), 8);
        if (lines == null || !holds(lines, QUIET_FORMAT) || !lines[3].equals(now.bootId())) {
            return null;
        }
        long milli = now.wall().toEpochMilli();
        long from = Long.parseLong(lines[4]);
        long stepped = Math.abs(bootedAt(now) - Long.parseLong(lines[6]));
        boolean clockWasStepped = !now.bootId().isEmpty() && stepped >= Math.max(LEAST_STEP_MS, (milli - from) / SLEW);
        return milli >= from && milli < Long.parseLong(lines[5]) && !clockWasStepped ? lines[7] : null;
    }

    /**
     * Notes that nothing is to be done for a while. The caller holds the schedule's lock.
     *
     * @param from since when; earlier than that the clock was set back
     * @param until the first moment at which something may be
     * @param why why nothing is to be done, for people
     */
    public void noteQuiet(Stamp from, Instant until, String why) {
        HintFile.write(
                folder.quiet(schedule),
                QUIET_FORMAT,
                compiledKey,
                zoneFingerprint,
                from.bootId(),
                Long.toString(from.wall().toEpochMilli()),
                Long.toString(until.toEpochMilli()),
                Long.toString(bootedAt(from)),
                why);
    }

    /** By the wall clock; it moves when that is stepped. */
    private static long bootedAt(Stamp moment) {
        return moment.wall().toEpochMilli() - moment.sinceBoot().toMillis();
    }

    /**
     * Reads the coming due instants.
     *
     * @return the list; null if there is none that still holds
     */
    public DueList due() {
        String[] lines = HintFile.read(folder.due(schedule), 5);
        if (lines == null || !holds(lines, DUE_FORMAT)) {
            return null;
        }
        long start = Long.parseLong(lines[3]);
        return new DueList(start, decode(start, lines[4]));
    }

    /**
     * Keeps the coming due instants. The caller holds the schedule's lock.
     *
     * @param list the list
     */
    public void noteDue(DueList list) {
        HintFile.write(
                folder.due(schedule),
                DUE_FORMAT,
                compiledKey,
                zoneFingerprint,
                Long.toString(list.start()),
                encode(list));
    }

    /**
     * Forgets both. To be called, with the schedule's lock held or before anybody uses the schedule, whenever what they
     * follow from is about to change.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name
     */
    public static void forget(AppFolder folder, String schedule) {
        folder.quiet(schedule).delete();
        folder.due(schedule).delete();
    }

    private boolean holds(String[] lines, String format) {
        return lines[0].equals(format) && lines[1].equals(compiledKey) && lines[2].equals(zoneFingerprint);
    }

    /** Distances are shorter than instants, and what is shorter is read faster. */
    private static String encode(DueList list) {
        StringBuilder text = new StringBuilder(512);
        long before = list.start();
        for (long second : list.seconds()) {
            text.append(second - before).append(',');
            before = second;
        }
        return text.toString();
    }

    private static long[] decode(long start, String text) {
        long[] seconds = new long[text.length()];
        int count = 0;
        long before = start;
        long distance = 0;
        for (byte digit : text.getBytes(StandardCharsets.UTF_8)) {
            if (digit == ',') {
                before += distance;
                distance = 0;
                seconds[count++] = before;
            } else {
                distance = 10 * distance + digit - '0';
            }
        }
        return Arrays.copyOf(seconds, count);
    }
}
