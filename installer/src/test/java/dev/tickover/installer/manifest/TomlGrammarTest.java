package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the grammar to TOML 1.0 (toml.io/en/v1.0.0), where toml4j is laxer, stricter or reads something else. */
class TomlGrammarTest {

    /** In each value {@code ¶} stands for a line break, {@code ¤} for an apostrophe. */
    private static String broken(String text) {
        return text.replace('¶', '\n').replace('¤', '\'');
    }

    private static String firstFault(String value) {
        String text = Manifests.schedule("every = \"1h\"\nrun = " + broken(value) + "\n");
        return Manifests.texts(text).get(0).replace("tickover.toml:", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# none | 5: schedule.s: no value after run =; write one, or remove the key",
                "30m | 5: schedule.s: not a value: 30m; put a text in quotes",
                "True | 5: schedule.s: not a value: True; write true",
                "08:00-22:00 | 5: schedule.s: not a value: 08:00-22:00; put a text in quotes",
                "2026-01-01 | 5: schedule.s: a date or time without quotes: 2026-01-01; no key takes one; put a text"
                        + " in quotes",
                "2026-01-01T00:00:00Z | 5: schedule.s: a date or time without quotes: 2026-01-01T00:00:00Z; no key"
                        + " takes one; put a text in quotes",
                "0x1F | 5: schedule.s: this form of a number is not supported: 0x1F; write plain decimal digits",
                "007 | 5: schedule.s: this form of a number is not supported: 007; write plain decimal digits",
                "99999999999999999999 | 5: schedule.s: a number that is too large: 99999999999999999999",
                "1__0 | 5: schedule.s: not a value: 1__0; put a text in quotes",
                "\"x | 5: schedule.s: a text whose quote does not end; end it with \"",
                "\"x¶y\" | 5: schedule.s: a text whose quote does not end; end it with \"",
                "¤x | 5: schedule.s: a text whose quote does not end; end it with '",
                "\"\"\"x | 5: schedule.s: a text whose quote does not end; end it with \"\"\"",
                "\"x\" y | 5: schedule.s: unexpected text: y; end the line, or begin a comment with #",
                "\"C:\\x\" | 5: schedule.s: an unknown escape: \\x; for a backslash write \\\\, or use 'single quotes'",
                "\"\\u12\" | 5: schedule.s: the escape \\u needs four hexadecimal digits",
                "\"\\ud83d\\ude00\" | 5: schedule.s: the escape \\u names half a character; write the character itself",
                "\"\\U0001F600\" | 5: schedule.s: the escape \\U is not supported; write the character itself",
                "[\"/a\" \"b\"] | 5: schedule.s: expected , or ] in the list of line 5",
                "[\"/a\",,] | 5: schedule.s: no value where one is expected",
                "[\"/a\" | 5: schedule.s: a list that does not end; end it with ]",
                "[\"/a\", | 5: schedule.s: a list that does not end; end it with ]",
                "[\"/a\", 1] | 5: a list of values of different types",
                "[\"/a\"¶grace = 1 | 6: schedule.s: expected , or ] in the list of line 5",
                "[ | 5: schedule.s: a list that does not end; end it with ]",
                "{ a = 1, } | 5: schedule.s: expected a key, found }; a key is of letters A-Z, digits, _ and -",
                "{ a = 1 | 5: schedule.s: expected , or } in { … }; it stands on one line, without a comma at its end",
                "{ a.b = 1 } | 5: schedule.s: expected key = value in { … }, found a.b",
                "{ a = 1, a = 2 } | 5: schedule.s.run.a: defined twice; it is already on line 5; remove one",
            })
    void aBrokenValueIsToldWithItsLine(String value, String expected) {
        assertEquals(expected, firstFault(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every | expected = after every; write a line as key = value",
                "= 1 | expected a key, found =; a key is of letters A-Z, digits, _ and -",
                "a.b = 1 | a key with dots is not supported: a.b; write b in a table [a]",
                "¤a¤ = 1 | a key in single quotes is not supported; write it without quotes",
                "ä = 1 | expected a key, found ä; a key is of letters A-Z, digits, _ and -",
                "[a | a table header that does not end; write [a]",
                "[] | expected a key, found ]; a key is of letters A-Z, digits, _ and -",
                "[a] x | unexpected text: x; end the line, or begin a comment with #",
                "[[a]] | [[a]] is an array of tables; write [a]",
                "\"a\\u0041\" = 1 | a key cannot hold \\",
                "\"a = 1 | a key cannot hold =",
            })
    void aBrokenLineIsToldWithItsLine(String line, String expected) {
        assertEquals(
                "tickover.toml:1: " + expected,
                Manifests.texts(broken(line) + "\n").get(0));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String text = "[app\n"
                + "id = x\n"
                + "[schedule.s]\n"
                + "every = \"1h\n"
                + "every = \"2h\"\n"
                + "run = [\n"
                + "  \"/a\"\n"
                + "  \"b\",\n"
                + "  \"c\"\n"
                + "]\n"
                + "grace =";
        assertEquals(
                List.of(1, 2, 4, 5, 8, 11),
                Manifests.errors(text).stream().map(e -> e.line().orElseThrow()).toList());
    }

    @Test
    void whatIsDefinedTwiceNamesBothLines() {
        String text = Manifests.schedule("every = \"1h\"\n\"every\" = \"2h\"\n[schedule.\"s\"]\n");
        assertEquals(
                List.of(
                        "tickover.toml:5: schedule.s.every: defined twice; it is already on line 4; remove one",
                        "tickover.toml:6: schedule.s: defined twice; it is already on line 3; remove one"),
                Manifests.texts(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[schedule.s]\nretry = { max = 1 }\n[schedule.s.retry]\nmax = 2",
                "[schedule.s.retry]\nmax = 1\n[schedule.s]\nretry = { max = 1 }",
                "[schedule.s.every]\nx = 1\n[schedule.s]\nevery = \"1h\""
            })
    void aTableAndAKeyOfOneNameAreRefused(String text) {
        assertEquals("[defined twice]", problems("[app]\nid = \"a\"\n" + text));
    }

    private static String problems(String text) {
        return Manifests.errors(text).stream()
                .map(ManifestError::problem)
                .distinct()
                .toList()
                .toString();
    }

    @Test
    void aValueThatIsLaterATableIsRefused() {
        assertTrue(problems("[app]\nid = \"a\"\n[schedule.s]\nevery = \"1h\"\n[schedule.s.every.x]\n")
                .contains("not valid TOML"));
    }

    @Test
    void deepNestingIsRefusedBeforeItOverflows() {
        assertEquals(
                "tickover.toml:1: brackets nested more than 16 deep",
                Manifests.texts("a = " + "[".repeat(200_000)).get(0));
        assertEquals(
                "tickover.toml:1: brackets nested more than 16 deep",
                Manifests.texts("a = " + "{a=".repeat(200_000)).get(0));
    }

    @Test
    void whatLooksLikeAKeyInsideATextOrCommentIsNone() {
        String text = Manifests.schedule("every = \"1h\" # grace = 1\n"
                + "run = [ # first\n"
                + "  \"/a\",\n"
                + "  \"\"\"\n"
                + "[app]\n"
                + "id = 1\n"
                + "\"\"\",\n"
                + "  'x]#',\n"
                + "]\n"
                + "# x\n"
                + "grace = 1\n");
        assertEquals(
                List.of(14),
                Manifests.errors(text).stream().map(e -> e.line().orElseThrow()).toList());
    }

    @Test
    void controlCharactersInTextsAreRefusedAndNeverShown() {
        String error = Manifests.texts("[app]\nid = \"a\u001b[31m\"\n").get(0);
        assertEquals("tickover.toml:2: app: a control character in a text: U+001B", error);
    }

    @Test
    void aLoneCarriageReturnIsNoLineEnd() {
        assertEquals(
                2, Manifests.errors("[app]\nid = \"a\"\rx = 1\n").get(0).line().orElseThrow());
    }
}
