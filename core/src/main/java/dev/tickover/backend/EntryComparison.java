package dev.tickover.backend;

import dev.tickover.backend.Inventory.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of what a scheduler has of an entry with the documents that it should have.
 *
 * @param verdict how the entry is, of several faults the worst
 * @param missing the documents that are missing, by path
 * @param drifted the documents that are there with another text, by path
 */
public record EntryComparison(Verdict verdict, List<Path> missing, List<Path> drifted) {

    /** How an entry is; the worst first. */
    public enum Verdict {
        /** There is nothing of it, or no document of it. */
        ABSENT,
        /** A document is missing. */
        INCOMPLETE,
        /** It is there, but not enabled or not active. */
        DISABLED,
        /** A document is not as it should be. */
        DRIFTED,
        /** It is served as it should be. */
        IN_FORCE
    }

    /** Copies the lists. */
    public EntryComparison {
        missing = List.copyOf(missing);
        drifted = List.copyOf(drifted);
    }

    /**
     * Compares an entry.
     *
     * @param wanted the documents that it should have; none where they are not known
     * @param found what the scheduler has of it; empty if nothing
     * @return the comparison
     */
    public static EntryComparison of(List<Document> wanted, Optional<Found> found) {
        List<Path> missing = new ArrayList<>();
        List<Path> drifted = new ArrayList<>();
        for (Document document : wanted) {
            if (found.isEmpty() || !found.get().documents().containsKey(document.path())) {
                missing.add(document.path());
            } else if (!found.get().holds(document)) {
                drifted.add(document.path());
            }
        }
        return new EntryComparison(verdict(found, missing, drifted), missing, drifted);
    }

    private static Verdict verdict(Optional<Found> found, List<Path> missing, List<Path> drifted) {
        if (found.isEmpty() || found.get().documents().isEmpty()) {
            return Verdict.ABSENT;
        }
        if (!missing.isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        if (!found.get().enabled() || !found.get().active()) {
            return Verdict.DISABLED;
        }
        return drifted.isEmpty() ? Verdict.IN_FORCE : Verdict.DRIFTED;
    }
}
