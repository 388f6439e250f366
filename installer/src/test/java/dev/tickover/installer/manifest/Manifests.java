package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import java.util.List;
import java.util.function.Consumer;

/** Reads manifests of tests. */
final class Manifests {

    static final String SOURCE = "tickover.toml";

    private Manifests() {}

    /** A manifest of one schedule {@code s}, whose keys begin on line 4. */
    static String schedule(String keys) {
        return "[app]\nid = \"a\"\n[schedule.s]\n" + keys;
    }

    static ManifestResult.Valid valid(String text) {
        return valid(new ManifestReader().read(text, SOURCE));
    }

    static ManifestResult.Valid valid(ManifestResult result) {
        if (result instanceof ManifestResult.Invalid invalid) {
            fail(invalid.text());
        }
        return (ManifestResult.Valid) result;
    }

    static App app(String text) {
        return valid(text).app();
    }

    static Schedule only(String keys) {
        return app(schedule(keys)).schedules().get(0);
    }

    static List<ManifestError> errors(String text) {
        return assertInstanceOf(ManifestResult.Invalid.class, new ManifestReader().read(text, SOURCE), text)
                .errors();
    }

    static List<String> texts(String text) {
        return errors(text).stream().map(ManifestError::text).toList();
    }

    /** Expects exactly one error in a schedule whose keys these are. */
    static void assertRefused(String keys, String expected) {
        assertEquals(List.of(SOURCE + ":" + expected), texts(schedule(keys)));
    }

    static void assertTextRefused(String text, String expected) {
        assertEquals(List.of(SOURCE + expected), texts(text));
    }

    /** What a parser of the core says of a text; its words are its own tests' business. */
    static String messageOf(Consumer<String> parser, String text) {
        return assertThrows(IllegalArgumentException.class, () -> parser.accept(text))
                .getMessage();
    }
}
