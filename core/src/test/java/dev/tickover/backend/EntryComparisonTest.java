package dev.tickover.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.EntryComparison.Verdict;
import dev.tickover.backend.Inventory.Found;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryComparisonTest {

    private static final Path SERVICE = Path.of("/units/a.service");
    private static final Path TIMER = Path.of("/units/a.timer");
    private static final Path DROP_IN = Path.of("/units/a.timer.d/x.conf");
    private static final List<Document> WANTED = List.of(document(SERVICE, "one"), document(TIMER, "two"));

    @Test
    void entryWithItsDocumentsIsInForceWhateverElseIsThere() {
        assertEquals(
                new EntryComparison(Verdict.IN_FORCE, List.of(), List.of()),
                compare(Map.of(SERVICE, "one", TIMER, "two", DROP_IN, "x"), true, true));
    }

    @Test
    void entryOfWhichNothingIsFoundIsAbsent() {
        List<Path> both = List.of(SERVICE, TIMER);
        assertEquals(
                new EntryComparison(Verdict.ABSENT, both, List.of()), EntryComparison.of(WANTED, Optional.empty()));
        assertEquals(new EntryComparison(Verdict.ABSENT, both, List.of()), compare(Map.of(), true, true));
    }

    @Test
    void worstFaultDecidesAndEveryDocumentIsNamed() {
        Map<Path, String> edited = Map.of(TIMER, "edited");
        assertEquals(
                new EntryComparison(Verdict.INCOMPLETE, List.of(SERVICE), List.of(TIMER)),
                compare(edited, false, false));
        Map<Path, String> both = Map.of(SERVICE, "edited", TIMER, "edited");
        List<Path> drifted = List.of(SERVICE, TIMER);
        assertEquals(new EntryComparison(Verdict.DISABLED, List.of(), drifted), compare(both, true, false));
        assertEquals(new EntryComparison(Verdict.DISABLED, List.of(), drifted), compare(both, false, true));
        assertEquals(new EntryComparison(Verdict.DRIFTED, List.of(), drifted), compare(both, true, true));
    }

    @Test
    void whereTheDocumentsAreNotKnownTheSchedulerDecides() {
        Optional<Found> found = Optional.of(new Found(Map.of(TIMER, "any"), true, true, Optional.empty(), List.of()));
        assertEquals(Verdict.IN_FORCE, EntryComparison.of(List.of(), found).verdict());
    }

    private static EntryComparison compare(Map<Path, String> documents, boolean enabled, boolean active) {
        Found found = new Found(documents, enabled, active, Optional.empty(), List.of());
        return EntryComparison.of(WANTED, Optional.of(found));
    }

    private static Document document(Path path, String content) {
        return new Document(path, content, StandardCharsets.UTF_8);
    }
}
