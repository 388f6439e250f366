package dev.tickover.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;

/**
 * Is a table of vectors: facts that another scheduler's tests or reports state, restated. A line is an id, some inputs
 * and what is expected; where that is not what happens here, also what does, and the name of the reason. Comment lines
 * tell the title ({@code //@ title}) and the reasons ({@code //! name = why}).
 */
public final class VectorTable {

    private static final Path PAGE = Path.of("..", "docs", "rules-and-tests.md");

    private final String title;
    private final List<Vector> vectors = new ArrayList<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * Is one line.
     *
     * @param id its id
     * @param inputs what is given
     * @param expected what the source states
     * @param ours what happens here instead; empty if the same
     * @param reason the name of the reason for that; empty if it is the same
     */
    public record Vector(String id, List<String> inputs, String expected, Optional<String> ours, String reason) {

        /** Returns an input. */
        public String input(int index) {
            return inputs.get(index);
        }
    }

    private VectorTable(String title) {
        this.title = title;
    }

    /** Reads a resource beside a test class. */
    public static VectorTable read(Class<?> test, String name, int inputs) {
        String title = Fixture.comments(test, name, "@").get(0);
        VectorTable table = new VectorTable(title);
        for (String line : Fixture.comments(test, name, "!")) {
            String[] parts = line.split(" = ", 2);
            table.reasons.put(parts[0], parts[1]);
        }
        for (String[] columns : Fixture.rows(test, name)) {
            table.vectors.add(vector(columns, inputs));
        }
        return table;
    }

    private static Vector vector(String[] columns, int inputs) {
        List<String> row = List.of(columns);
        boolean same = row.size() == inputs + 2;
        assertTrue(same || row.size() == inputs + 4, () -> "columns of " + row);
        return new Vector(
                row.get(0),
                row.subList(1, inputs + 1),
                row.get(inputs + 1),
                same ? Optional.empty() : Optional.of(row.get(inputs + 2)),
                same ? "" : row.get(inputs + 3));
    }

    /** Returns the vectors. */
    public List<Vector> vectors() {
        return vectors;
    }

    /** Makes a test of each vector, and one that compares the count with the documentation. */
    public List<DynamicTest> tests(Function<Vector, String> actual) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Vector vector : vectors) {
            tests.add(DynamicTest.dynamicTest(vector.id(), () -> check(vector, actual.apply(vector))));
        }
        tests.add(DynamicTest.dynamicTest("eachReasonIsGivenAndUsed", this::checkReasons));
        tests.add(DynamicTest.dynamicTest("theDocumentationTellsTheCount", this::checkPage));
        return tests;
    }

    private void check(Vector vector, String actual) {
        if (vector.ours().isEmpty()) {
            assertEquals(vector.expected(), actual);
            return;
        }
        assertNotEquals(vector.expected(), actual, "it deviates no more: take its reason away");
        assertEquals(vector.ours().get(), actual, "it deviates otherwise than because of: " + vector.reason());
    }

    private void checkReasons() {
        TreeSet<String> used = new TreeSet<>();
        vectors.stream().filter(vector -> vector.ours().isPresent()).forEach(vector -> used.add(vector.reason()));
        assertEquals(new TreeSet<>(reasons.keySet()), used);
    }

    private void checkPage() throws IOException {
        System.out.println(line());
        String page = Files.readString(PAGE);
        assertTrue(page.contains(line() + "\n"), () -> PAGE + " lacks: " + line());
        reasons.forEach((name, why) -> {
            long count = vectors.stream()
                    .filter(vector ->
                            vector.ours().isPresent() && vector.reason().equals(name))
                    .count();
            String told = "- " + title + ", " + count + ": " + why;
            assertTrue(page.contains(told + "\n"), () -> PAGE + " lacks: " + told);
        });
    }

    /** Returns the line of the documentation: title, vectors, as stated, deviations. */
    private String line() {
        long deviations =
                vectors.stream().filter(vector -> vector.ours().isPresent()).count();
        return "| " + title + " | " + vectors.size() + " | " + (vectors.size() - deviations) + " | " + deviations
                + " |";
    }
}
