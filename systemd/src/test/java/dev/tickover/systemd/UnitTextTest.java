package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    `a b`      ~ "a b"
                    ``         ~ ""
                    ;          ~ ";"
                    100%       ~ "100%%"
                    %h         ~ "%%h"
                    $HOME      ~ "$$HOME"
                    ${HOME}    ~ "$${HOME}"
                    say "hi"   ~ "say \\"hi\\""
                    it's       ~ "it's"
                    C:\\dir\\  ~ "C:\\\\dir\\\\"
                    Grüße      ~ "Grüße"
                    """)
    void argumentIsQuoted(String argument, String quoted) {
        assertEquals("\"/bin/x\" " + quoted, UnitText.command(List.of("/bin/x", argument)));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("\"/x\" \"a\\nb\\tc\\x01\\x7f\"", UnitText.command(List.of("/x", "a\nb\tc\u0001\u007f")));
    }

    @Test
    void dollarOfTheProgramStaysSinceVariablesAreExpandedInArgumentsAlone() {
        assertEquals("\"/opt/a$b/%%x y\" \"$$\"", UnitText.command(List.of("/opt/a$b/%x y", "$")));
    }

    @Test
    void programWithAQuoteInItsPathIsStartedByEnv() {
        assertEquals(
                "\"/usr/bin/env\" \"/home/o'brien/$$/java\" \"x\"",
                UnitText.command(List.of("/home/o'brien/$/java", "x")));
    }

    @Test
    void textForPeopleStaysOnItsLine() {
        assertEquals("100%% a b", UnitText.oneLine("100% a\nb\\"));
    }
}
