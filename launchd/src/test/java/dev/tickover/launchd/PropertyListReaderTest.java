package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PropertyListReaderTest {

    @ParameterizedTest
    @EnumSource(OddDocument.class)
    void oddDocumentsAreReadAsMeantOrRefused(OddDocument odd) throws Exception {
        if (odd.read().isPresent()) {
            assertEquals(odd.read().get(), PropertyListReader.read(odd.text()));
        } else {
            String message = assertThrows(
                            MalformedPropertyListException.class, () -> PropertyListReader.read(odd.text()))
                    .getMessage();
            assertTrue(message.matches("is no (property list: line \\d+: .+|XML: .+)"), message);
        }
    }

    @Test
    void valuesOfEveryTypeAreRead() throws Exception {
        String text = "<plist><dict><key>a</key><array><true/><false></false><integer>-7</integer><integer>+7</integer>"
                + "</array><key>b</key><dict/><key>c</key><real>1.5</real><key>d</key><array/></dict></plist>";
        PropertyList seven = new PropertyList.Whole(7);
        assertEquals(
                new PropertyList.Dictionary(Map.of(
                        "a",
                        new PropertyList.Array(List.of(
                                new PropertyList.Truth(true),
                                new PropertyList.Truth(false),
                                new PropertyList.Whole(-7),
                                seven)),
                        "b",
                        new PropertyList.Dictionary(Map.of()),
                        "c",
                        new PropertyList.Other("real", "1.5"),
                        "d",
                        new PropertyList.Array(List.of()))),
                PropertyListReader.read(text));
    }

    @Test
    void nothingIsEverFetched(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        String external = "<!DOCTYPE plist [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<plist><string>&x;</string></plist>";
        assertThrows(MalformedPropertyListException.class, () -> PropertyListReader.read(external));
        String unreachable = "<!DOCTYPE plist SYSTEM \"http://192.0.2.1/x.dtd\"><plist><string>a</string></plist>";
        assertEquals(new PropertyList.Text("a"), PropertyListReader.read(unreachable));
    }

    @Test
    void entitiesThatGrowAreRefused() {
        String bomb = "<!DOCTYPE plist [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
                + "<plist><string>&b;</string></plist>";
        assertThrows(MalformedPropertyListException.class, () -> PropertyListReader.read(bomb));
    }
}
