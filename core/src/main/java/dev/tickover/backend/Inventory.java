package dev.tickover.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a scheduler holds for an application.
 *
 * @param entries by name (a schedule's name, or {@code sweep})
 */
public record Inventory(Map<String, Found> entries) {

    /** Nothing installed. */
    public static final Inventory EMPTY = new Inventory(Map.of());

    /** Copies the map. */
    public Inventory {
        entries = Map.copyOf(entries);
    }

    /**
     * Finds an entry.
     *
     * @param name the schedule's name, or {@code sweep}
     * @return what was found of it; empty if nothing
     */
    public Optional<Found> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * One entry as it was found.
     *
     * @param documents its documents as they stand, by path; a document that is missing is not in the map, one that
     *     no translation makes, such as a user's drop-in for systemd, may be
     * @param enabled whether it will still be there after the next boot or login
     * @param active whether the scheduler is serving it now
     * @param next the scheduler's own word for its next pulse, if it tells
     * @param problems what is wrong with it
     */
    public record Found(
            Map<Path, String> documents,
            boolean enabled,
            boolean active,
            Optional<java.time.Instant> next,
            List<Problem> problems) {

        /** Checks for null and copies. */
        public Found {
            documents = Map.copyOf(documents);
            Objects.requireNonNull(next, "next");
            problems = List.copyOf(problems);
        }

        /**
         * Looks for a kind of problem.
         *
         * @param kind the kind
         * @return whether there is such a problem
         */
        public boolean has(Problem.Kind kind) {
            return problems.stream().anyMatch(problem -> problem.kind() == kind);
        }

        /**
         * Returns the units that have a kind of problem.
         *
         * @param kind the kind
         * @return their names; none if there is no such problem, or it is about the entry as a whole
         */
        public List<String> unitsWith(Problem.Kind kind) {
            return problems.stream()
                    .filter(problem -> problem.kind() == kind)
                    .flatMap(problem -> problem.unit().stream())
                    .toList();
        }

        /** {@return the problems in one line for people; empty if there are none} */
        public String problemText() {
            return problems.stream().map(Problem::text).collect(Collectors.joining("; "));
        }

        /**
         * Compares a document with what was found in its place.
         *
         * @param document the document
         * @return whether it is there, with the same text
         */
        public boolean holds(Document document) {
            return document.content().equals(documents.get(document.path()));
        }
    }
}
