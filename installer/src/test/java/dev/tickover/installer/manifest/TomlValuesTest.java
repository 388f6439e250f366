package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what toml4j reads to what TOML 1.0 means, for the forms that {@link TomlScanner} lets pass. */
class TomlValuesTest {

    private static final long SEED = 4711L;

    private static Map<String, Object> read(String text) {
        TomlOutline outline = TomlScanner.scan(text);
        assertEquals(List.of(), outline.faults(), text);
        Map<String, Object> tree = TomlTree.read(outline);
        assertEquals(List.of(), outline.faults(), text);
        return tree;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a#b\" # c | a#b",
                "'a\\b' | a\\b",
                "\"a\\\\b\\\"c\" | a\\b\"c",
                "\"\\u00e4\\t\" | `ä\t`",
                "\"C:\\\\tools\\\\bin\\\\new.exe\" | C:\\tools\\bin\\new.exe",
                "\"\\\\u00e4\" | \\u00e4",
                "\"\\u005cn\" | \\n",
                "\"\\u005Cn\" | \\n",
                "\"\\\\\" | \\",
                "\"\"\"a\\\\n\"\"\" | a\\n",
                "'a\\\\n' | a\\\\n",
                "\"a\\u0022b\" | a\"b",
                "\"a\\u000ab\" | `a\nb`",
                "\"]\" | ]",
                "'\"' | \"",
                "\"'\" | '",
                "\"\"\"a\"b\"\"\" | a\"b",
                "'''a'b''' | a'b",
                "\"\"\"¶a¶\"\"\" | `a\n`",
                "\"\"\"a \\¶   b\"\"\" | a b",
                "\"😀\" | 😀",
                "\"\" | ``",
                "'' | ``",
                "\"a = 1 [x] {y}, z\" | a = 1 [x] {y}, z",
            })
    void aTextIsRead(String toml, String expected) {
        assertEquals(Map.of("a", expected), read("a = " + toml.replace('¶', '\n') + "\n"));
    }

    @Test
    void aListOverManyLinesIsRead() {
        String list = "[ # it's \"x\" ] [\n  \"a\", # , ]\n\n  'b',\n]\nb = 1";
        assertEquals(Map.of("a", List.of("a", "b"), "b", 1L), read("a = " + list));
    }

    @Test
    void textsInListsAndTablesMayHoldAnything() {
        Random random = new Random(SEED);
        String signs = "abtnfru0,;#[]{}=.' \t-😀ä/$%&\\\\\\\"\n\r\b\f";
        for (int round = 0; round < 3_000; round++) {
            List<String> words = Stream.generate(() -> someOf(signs, random))
                    .limit(1 + random.nextInt(4))
                    .toList();
            String list = words.stream().map(TomlValuesTest::quoted).collect(Collectors.joining(", ", "[", "]"));
            String toml = "[t]\na = " + list + "\nb = { c = " + quoted(words.get(0)) + ", d = " + list + " }\n";
            Map<String, Object> table = Map.of("a", words, "b", Map.of("c", words.get(0), "d", words));
            assertEquals(Map.of("t", table), read(toml), "seed " + SEED + ", round " + round);
        }
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"' + escaped.replace("\r", "\\r").replace("\b", "\\b").replace("\f", "\\f") + '"';
    }

    private static String someOf(String text, Random random) {
        return random.ints(random.nextInt(8), 0, text.codePointCount(0, text.length()))
                .map(i -> text.codePointAt(text.offsetByCodePoints(0, i)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "+7, 7", "1_000, 1000", "-9223372036854775808, -9223372036854775808"})
    void aWholeNumberIsRead(String toml, long expected) {
        assertEquals(Map.of("a", expected), read("a = " + toml));
    }

    @ParameterizedTest
    @CsvSource({"1.5", "-0.25", "1e3", "1.5E-2", "1_0.5"})
    void aFractionIsNoWholeNumber(String toml) {
        assertEquals(Map.of("a", Double.parseDouble(toml.replace("_", ""))), read("a = " + toml));
    }
}
