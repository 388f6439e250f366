package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private static final String ALPHABET = "ab \t\"\\\\\\\"&<>%^|*?'\r\nü🕰";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "plain ~ plain",
                "a b ~ \"a b\"",
                "C:\\x\\ ~ C:\\x\\",
                "C:\\a b\\ ~ \"C:\\a b\\\\\"",
                "say \"hi\" ~ \"say \\\"hi\\\"\"",
                "a\\\"b ~ \"a\\\\\\\"b\"",
                "a\\b ~ a\\b",
                "*.txt ~ \"*.txt\"",
                "& ~ &"
            })
    void argumentsAreQuotedOnlyWhereNeeded(String argument, String expected) {
        assertEquals(expected, CommandLine.of(List.of(argument)));
    }

    /** The rules of the reader, from Microsoft Learn, "CommandLineToArgvW" and "Parsing C command-line arguments". */
    @Test
    void whateverIsWrittenIsReadBack() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<String> arguments = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                StringBuilder argument = new StringBuilder();
                for (int length = random.nextInt(8); length > 0; length--) {
                    argument.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                }
                arguments.add(argument.toString());
            }
            assertEquals(arguments, ArgumentReader.read(CommandLine.of(arguments)), "seed " + seed);
        }
    }

    @Test
    void javaWithoutConsoleIsTakenUnlessItIsKnownToBeMissing(@TempDir Path folder) throws Exception {
        String java = "C:\\Program Files\\Java\\bin\\JAVA.EXE";
        assertEquals(
                "\"C:\\Program Files\\Java\\bin\\javaw.exe\"",
                TickAction.of(List.of(java), Files::exists).command());
        Path here = Files.createFile(folder.resolve("java.exe"));
        TickAction lonely = TickAction.of(List.of(here.toString()), Files::exists);
        assertEquals('"' + here.toString() + '"', lonely.command());
        assertTrue(lonely.opensConsole());
        Files.createFile(folder.resolve("javaw.exe"));
        assertFalse(TickAction.of(List.of(here.toString()), Files::exists).opensConsole());
        assertEquals(
                "\"C:\\my-java.exe\"",
                TickAction.of(List.of("C:\\my-java.exe"), Files::exists).command());
        assertEquals(
                "\"javaw.exe\"",
                TickAction.of(List.of("java.exe"), path -> false).command());
    }

    @Test
    void boundsOfWindowsAreKept() {
        String longest = "C:\\" + "x".repeat(TickAction.LONGEST_COMMAND - 5);
        assertEquals(
                260, TickAction.of(List.of(longest), path -> false).command().length());
        assertThrows(IllegalArgumentException.class, () -> TickAction.of(List.of(longest + "x"), path -> false));
        String rest = "y".repeat(TickAction.LONGEST_LINE - 6);
        assertEquals(
                TickAction.LONGEST_LINE - 6,
                TickAction.of(List.of("abc", rest), path -> false).arguments().length());
        assertThrows(IllegalArgumentException.class, () -> TickAction.of(List.of("abc", rest + "y"), path -> false));
        assertThrows(IllegalArgumentException.class, () -> TickAction.of(List.of("C:\\a\"b"), path -> false));
    }

    @ParameterizedTest
    @CsvSource({"%PATH%,true", "100% sure,false", "$(Arg0),true", "$x,false", "a%b%c,true"})
    void whatTaskSchedulerWouldReplaceIsTold(String argument, boolean replaced) {
        assertEquals(
                replaced,
                TickAction.of(List.of("java", argument), path -> false).isReplaced());
    }

    @Test
    void charactersThatXmlCannotHoldAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> XmlWriter.escape("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> XmlWriter.escape("\uD800"));
        assertThrows(IllegalArgumentException.class, () -> XmlWriter.escape("\uFFFF"));
        assertEquals("a&#13;&#10;b🕰️&amp;&lt;", XmlWriter.escape("a\r\nb🕰️&<"));
    }
}
