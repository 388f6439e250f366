package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.launchd.PropertyListWriter.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyListWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a & b < c > d \"e\" 'f'",
                "&amp; &#13; ]]>",
                "<!-- -->",
                "Grüße",
                "日本語 🎉",
                "a\r\nb\rc\nd\te",
                "\n",
                "\ud7ff\ue000\ufffd"
            })
    void anyTextThatXmlCanHoldIsReadBackAsItWas(String text) throws Exception {
        Map<String, PropertyList> inner = new LinkedHashMap<>();
        inner.put(text, new PropertyList.Text(text));
        PropertyList.Dictionary whole = new PropertyList.Dictionary(
                Map.of("a", new PropertyList.Array(List.of(new PropertyList.Dictionary(inner)))));
        assertEquals(whole, PropertyListReader.read(write(text, whole)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u001b", "\ufffe", "\uffff", "\ud83c", "\udf89\ud83c"})
    void charactersThatXmlCannotHoldAreRefused(String text) {
        Member member = new Member("a", new PropertyList.Text("x" + text));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> PropertyListWriter.write(List.of(), List.of(member)))
                .getMessage();
        assertEquals("a property list cannot hold the character U+", message.substring(0, 44));
        assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--", "-->", "a -- b --- c", "-", "a-", "\u0001\n-->\ud83c", "<!-- <plist>"})
    void noCommentEndsEarly(String comment) throws Exception {
        String text = write(comment, new PropertyList.Dictionary(Map.of("a", new PropertyList.Whole(1))));
        PropertyListReader.read(text);
        String inside = text.substring(text.indexOf("<!--") + 4, text.indexOf("-->"));
        assertFalse(inside.contains("--") || inside.endsWith("-"), inside);
    }

    @Test
    void randomTextsAreReadBackAsTheyWere() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.appendCodePoint("&<>\"'-]\r\n\t !aä日🎉".codePoints().toArray()[random.nextInt(16)]);
            }
            PropertyList.Dictionary whole =
                    new PropertyList.Dictionary(Map.of("a", new PropertyList.Text(text.toString())));
            assertEquals(whole, PropertyListReader.read(write(text.toString(), whole)), "seed " + seed);
        }
    }

    private static String write(String comment, PropertyList.Dictionary whole) {
        List<Member> members = whole.entries().entrySet().stream()
                .map(entry -> new Member(entry.getKey(), entry.getValue(), Optional.of(comment)))
                .toList();
        return PropertyListWriter.write(List.of(comment), members);
    }
}
