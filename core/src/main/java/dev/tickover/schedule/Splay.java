package dev.tickover.schedule;

import java.time.Duration;

/**
 * Spreads machines that share a manifest: each shifts the due instants of a schedule by an offset of its own, the same
 * every time, so that a fleet does not call on a server in the same second. The offset follows from three names alone;
 * nothing need be stored, and a new installation on the same machine keeps it.
 */
public final class Splay {

    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Splay() {}

    /**
     * Returns the offset of a schedule on a machine; {@link DueInstants#of} applies it.
     *
     * @param machineId a text that no two machines share, for example the contents of {@code /etc/machine-id}
     * @param appId the application's id
     * @param scheduleName the schedule's name
     * @param splay the bound, not negative
     * @return an offset in [0, splay), whole seconds; zero if the bound is less than a second
     * @throws IllegalArgumentException if the bound is negative
     */
    public static Duration offset(String machineId, String appId, String scheduleName, Duration splay) {
        if (splay.isNegative()) {
            throw new IllegalArgumentException("a splay is not negative: " + splay);
        }
        // The bound itself is excluded, so a bound with a fraction has its whole seconds and the one begun.
        long seconds = splay.getSeconds() + (splay.getNano() > 0 ? 1 : 0);
        if (splay.getSeconds() == 0) {
            return Duration.ZERO;
        }
        long hash = mix(add(add(add(FNV_OFFSET_BASIS, machineId), appId), scheduleName));
        return Duration.ofSeconds(Math.floorMod(hash, seconds));
    }

    /** FNV-1a over UTF-16 code units, each text closed by a zero, so that "a" + "bc" differs from "ab" + "c". */
    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * FNV_PRIME;
        }
        return result * FNV_PRIME;
    }

    /** Lets every input bit reach the low ones, which the remainder takes (the finalizer of MurmurHash3). */
    private static long mix(long hash) {
        long x = hash;
        x = (x ^ x >>> 33) * 0xff51afd7ed558ccdL;
        x = (x ^ x >>> 33) * 0xc4ceb9fe1a85ec53L;
        return x ^ x >>> 33;
    }
}
