package dev.tickover.testing;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Picks a share of many cases, another one each day, so that a build is quick and no case is left out for long. {@code
 * -Dtickover.thorough=true} picks all; {@code -Dtickover.seed=…} picks what another day's build did.
 */
public final class Share {

    private static final boolean ALL = Boolean.getBoolean("tickover.thorough");

    private static final long SEED =
            Long.getLong("tickover.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay());

    private Share() {}

    /** Tells whether a case is in today's share of one part in so many. */
    public static boolean has(int number, int parts) {
        return ALL || Math.floorMod(number + SEED, parts) == 0;
    }

    /** Returns how many seeds to try: so many, or all of them. */
    public static int count(int some, int all) {
        return ALL ? all : some;
    }

    /** Returns the first of today's seeds. */
    public static long firstSeed(int some) {
        return ALL ? 1 : 1 + Math.floorMod(SEED, 100_000L) * some;
    }

    /** Says, for a failure's message, how to have the same share again. */
    public static String text() {
        return ALL ? "" : " (-Dtickover.seed=" + SEED + ")";
    }
}
