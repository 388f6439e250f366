package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {

    private static final String START = "<Task version=\"1.3\" xmlns=\"" + Task.NAMESPACE + "\">";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no xml",
                "<Task/>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/tusk'/>",
                "<Tusk xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'/>",
                "<t:Tasks xmlns:t='http://schemas.microsoft.com/windows/2004/02/mit/task'><t:Task/></t:Tasks>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'><a></b></Task>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'>a & b</Task>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'>&unknown;</Task>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task' a='1' a='2'/>",
                "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'/><Task/>",
                "<!DOCTYPE Task [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                        + "<Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'>&e;</Task>",
                "<!DOCTYPE Task><Task xmlns='http://schemas.microsoft.com/windows/2004/02/mit/task'/>"
            })
    void whatIsNoTaskIsRefused(String text) {
        assertEquals(Optional.empty(), TaskReader.read(text));
    }

    @Test
    void taskIsReadWhateverItsDeclarationSays() {
        for (String encoding : List.of("UTF-16", "UTF-8", "IBM850", "no such")) {
            String text = "\uFEFF<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\r\n" + START
                    + "<A><B> x </B></A></Task>";
            assertEquals(Optional.of(" x "), TaskReader.read(text).orElseThrow().textAt("A", "B"));
        }
    }

    @Test
    void commentsAndSectionsAreNoObstacle() {
        String text = START + "<!-- a --><A>x<!-- b -->y<![CDATA[<z>]]></A></Task>";
        assertEquals(Optional.of("xy<z>"), TaskReader.read(text).orElseThrow().textAt("A"));
    }

    @Test
    void tasksAreFoundOneAfterTheOtherAndInOneDocument() {
        String one = START + "<A>1</A></Task>";
        String other = START + "<A>2</A></Task>";
        String broken = START + "<A></Task>";
        for (String text : List.of(
                "<?xml version=\"1.0\"?>\r\n" + one + "\r\n\r\n<?xml version=\"1.0\"?>\r\n" + broken + other,
                "<Tasks>\r\n<!-- \\x -->" + one + other + "<Task " + "</Tasks>")) {
            assertEquals(
                    List.of("1", "2"),
                    TaskReader.readAll(TaskReader.decode(text)).stream()
                            .map(task -> task.textAt("A").orElseThrow())
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "ü", "☺", "Ā", "\u3000", "日本語", "🕰️", "aĀbü☺c"})
    void utf16ReadAsUtf8KeepsWhatIsAscii(String word) {
        String said = "\uFEFF<A>" + word + "</A>\r\n<B/>";
        String heard = new String(said.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_8);
        String decoded = TaskReader.decode(heard);
        assertTrue(decoded.startsWith("<A>") && decoded.endsWith("</A>\r\n<B/>"), decoded);
        String inner = decoded.substring(3, decoded.length() - "</A>\r\n<B/>".length());
        assertTrue(Drift.isSame(word, inner), inner);
        assertTrue(inner.chars().allMatch(c -> c == TaskReader.UNKNOWN || c >= ' '), inner);
    }

    @ParameterizedTest
    @CsvSource({
        "abc,abc,true",
        "abc,abd,false",
        "abc,ab\uFFFD,false",
        "Jürgen,J\uFFFDrgen,true",
        "Jürgen,J\uFFFD\uFFFDrgen,true",
        "Jürgen,Jrgen,true",
        "Jürgen,J12345rgen,false",
        "Jürgen,X\uFFFDrgen,false",
        "a.c,abc,false"
    })
    void textsAreComparedByTheirAscii(String meant, String actual, boolean same) {
        assertEquals(same, Drift.isSame(meant, actual));
    }

    @Test
    void durationsAndDefaultsAreTheSameHoweverWritten() {
        TaskMeaning one = meaning("<Settings><ExecutionTimeLimit>PT60M</ExecutionTimeLimit></Settings>");
        TaskMeaning other = meaning("<Settings><Hidden>false</Hidden><ExecutionTimeLimit>PT1H</ExecutionTimeLimit>"
                + "<Priority>7</Priority></Settings>");
        assertEquals(List.of(), Drift.between(one, other));
        assertFalse(Drift.between(one, meaning("")).isEmpty());
    }

    private static TaskMeaning meaning(String inner) {
        return TaskMeaning.of(TaskReader.read(START + inner + "</Task>").orElseThrow(), TriggerSet.ALL);
    }
}
