package dev.tickover.testing;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Draws reproducible random values; a failing run names its seed. */
public final class Seeded {

    private final Random random;

    private Seeded(long seed) {
        this.random = new Random(seed);
    }

    /** Runs a property with the seeds from the first on, one generator each. */
    public static void forEachSeed(long firstSeed, int count, Consumer<Seeded> property) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            try {
                property.accept(new Seeded(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Starts a generator of its own. */
    public static Seeded of(long seed) {
        return new Seeded(seed);
    }

    /** Draws from both bounds and what is between them. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Draws true that many times in a hundred. */
    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** Draws one of the values. */
    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Draws a whole second, the first bound included. */
    public Instant secondBetween(Instant from, Instant until) {
        long span = until.getEpochSecond() - from.getEpochSecond();
        return from.plusSeconds((long) (random.nextDouble() * span));
    }
}
