package dev.tickover.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "1",
                "null",
                "{}{}",
                "{} x",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":trueish}",
                "{\"a\":TRUE}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u\uff11\uff12\uff13\uff14\"}",
                "{\"a\":\"x}",
                "{\"a\":[1,]}",
                "{\"a\":[}",
                "{\"a\":{\"b\"}}",
                "\ufeff{}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":\"\\"
            })
    void whatIsNoJsonObjectIsRefused(String text) {
        assertThrows(JsonException.class, () -> JsonLine.parse(text));
    }

    @Test
    void membersAreReadByTheirType() throws JsonException {
        JsonLine line = JsonLine.parse(
                " {\"s\":\"x\",\"n\":-12,\"t\":true,\"f\":false,\"z\":null,\"d\":1.5,\"e\":1e3,\"big\":99999999999999999999,"
                        + "\"list\":[1,[2,{\"a\":\"]\"}]],\"o\":{\"s\":\"inner\"}} ");
        assertEquals("x", line.text("s"));
        assertEquals(-12, line.number("n", 0));
        assertEquals(Boolean.TRUE, line.value("t"));
        assertEquals(Boolean.FALSE, line.value("f"));
        for (String name : List.of("z", "d", "e", "big", "list", "o")) {
            assertTrue(line.has(name));
            assertNull(line.value(name), name);
        }
        assertEquals(7, line.number("s", 7), "a string is no number");
        assertNull(line.text("n"), "a number is no string");
        assertEquals("other", line.text("none", "other"));
    }

    @Test
    void theLastOfTwoMembersOfOneNameCounts() throws JsonException {
        JsonLine line = JsonLine.parse("{\"a\":1,\"b\":2,\"a\":3}");
        assertEquals(List.of("a", "b"), line.names());
        assertEquals(3, line.number("a", 0));
    }

    @Test
    void escapesAndSurrogatesAreRead() throws JsonException {
        JsonLine line = JsonLine.parse("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE42 🙂\"}");
        assertEquals("\"\\/\b\f\n\r\té🙂 🙂", line.text("a"));
    }

    @Test
    void controlCharactersAndLoneSurrogatesAreEscapedSoThatALineStaysALine() {
        String text =
                new JsonLine().put("a", "\n\u0000\u007f\ud83d x \ude42 🙂").write();
        assertEquals("{\"a\":\"\\n\\u0000\\u007f\\ud83d x \\ude42 🙂\"}", text);
    }

    @Test
    void depthIsBounded() throws JsonException {
        JsonLine.parse("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}");
        assertThrows(JsonException.class, () -> JsonLine.parse("{\"a\":" + "[".repeat(33) + "]".repeat(33) + "}"));
        assertThrows(JsonException.class, () -> JsonLine.parse("{\"a\":" + "[".repeat(60_000)));
    }

    @Test
    void whateverIsWrittenIsReadBack() throws JsonException {
        for (long seed = 1; seed <= 2000; seed++) {
            Random random = new Random(seed);
            JsonLine line = new JsonLine();
            for (int i = random.nextInt(6); i > 0; i--) {
                switch (random.nextInt(3)) {
                    case 0 -> line.put(text(random), text(random));
                    case 1 -> line.put(text(random), random.nextLong());
                    default -> line.put(text(random), random.nextBoolean());
                }
            }
            JsonLine read = JsonLine.parse(line.write());
            assertEquals(line.names(), read.names(), "seed " + seed);
            for (String name : line.names()) {
                assertEquals(line.value(name), read.value(name), "seed " + seed);
            }
            assertEquals(-1, line.write().indexOf('\n'));
        }
    }

    @Test
    void damagedTextIsEitherReadOrRefusedButNeverThrowsAnythingElse() {
        String whole = "{\"a\":\"x\\u00e9\\n\",\"b\":[1,{\"c\":-1.5e+3}],\"d\":true}";
        for (long seed = 1; seed <= 5000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(whole);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            text.setLength(random.nextInt(text.length() + 1));
            try {
                JsonLine.parse(text.toString());
            } catch (JsonException refused) {
                assertTrue(refused.getMessage().contains("at character"));
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(1 << 16)));
        }
        return text.toString();
    }
}
