package dev.tickover.machine;

import java.io.File;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds locks that are taken in either order, which would let two processes wait for each other, long before they do: it
 * remembers which lock was ever taken while which other was held. It serves assertions alone, so that a tick pays nothing
 * for it.
 */
final class LockOrder {

    private static final ThreadLocal<Deque<String>> HELD = ThreadLocal.withInitial(ArrayDeque::new);

    /** The locks that were taken while one was held. */
    private static final Map<String, Set<String>> INNER = new HashMap<>();

    private LockOrder() {}

    /** Tells that a lock may be taken now; an error says which lock it must not be taken under. */
    static boolean isKept(File path) {
        String taken = path.getPath();
        synchronized (INNER) {
            for (String held : HELD.get()) {
                if (reaches(taken, held, new HashSet<>())) {
                    throw new AssertionError(
                            taken + " is taken while " + held + " is held, and elsewhere the other way round");
                }
                INNER.computeIfAbsent(held, outer -> new HashSet<>()).add(taken);
            }
        }
        return true;
    }

    static boolean took(File path) {
        HELD.get().push(path.getPath());
        return true;
    }

    static boolean freed(File path) {
        HELD.get().remove(path.getPath());
        return true;
    }

    private static boolean reaches(String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return true;
        }
        if (seen.add(from)) {
            for (String inner : INNER.getOrDefault(from, Set.of())) {
                if (reaches(inner, to, seen)) {
                    return true;
                }
            }
        }
        return false;
    }
}
