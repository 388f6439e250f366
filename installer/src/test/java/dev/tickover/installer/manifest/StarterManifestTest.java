package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.App;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StarterManifestTest {

    private static final String STARTER = StarterManifest.text(Path.of("/home/me/my-app"));

    /** A comment without a blank after its mark is a key or a table to switch on. */
    private static String withEverythingOn() {
        return Pattern.compile("^#(?=[a-z\\[])", Pattern.MULTILINE)
                .matcher(STARTER)
                .replaceAll("");
    }

    @Test
    void itReadsAsValidWithoutANote() {
        ManifestResult.Valid valid = Manifests.valid(STARTER);
        assertEquals("my-app", valid.app().id());
        assertEquals(
                List.of("heartbeat"),
                valid.app().schedules().stream().map(s -> s.name()).toList());
        assertEquals(List.of(), valid.notes());
    }

    @Test
    void itReadsAsValidWithEveryOptionSwitchedOn() {
        assertEquals(2, Manifests.app(withEverythingOn()).schedules().size());
    }

    @ParameterizedTest
    @EnumSource
    void itMentionsEveryKeyWithItsDefault(ManifestKey key) {
        String plain = key.defaultText().map(Pattern::quote).orElse(".+");
        boolean example = key.table() == ManifestTable.RETRY
                || key == ManifestKey.RETRY
                || key.defaultText().isEmpty();
        String value = example ? ".+" : "\"?" + plain + "\"?$";
        Pattern line = Pattern.compile("^[^=]*\\b" + Pattern.quote(key.text()) + " = " + value, Pattern.MULTILINE);
        Pattern inline = Pattern.compile("[{,] " + Pattern.quote(key.text()) + " = ");
        boolean mentioned = line.matcher(STARTER).find()
                || key.table() == ManifestTable.RETRY && inline.matcher(STARTER).find();
        assertTrue(mentioned, key.text());
    }

    @ParameterizedTest
    @EnumSource
    void itSaysWhichWordsAChoiceHas(ManifestKey key) {
        key.choices()
                .forEach(word -> assertTrue(
                        Pattern.compile("\\b" + word + "\\b").matcher(STARTER).find(), word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/home/me/alma | alma",
                "/home/me/Mein Büro (neu) | Mein-Buro-neu",
                "/home/me/.hidden | hidden",
                "/home/me/a..b | a.b",
                "/home/me/😀 | my-app",
                "/home/me/😀 x | x",
                "/ | my-app",
                "/home/me/日本 | my-app",
                "/home/me/x/. | x",
                "/home/me/x/y/.. | x",
                "/home/me/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa |"
                        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void theFolderMakesTheId(String folder, String id) {
        assertEquals(id, StarterManifest.idOf(Path.of(folder)));
        assertTrue(App.isId(id));
    }

    @Test
    void aRelativeFolderIsResolvedFirst() {
        assertTrue(App.isId(StarterManifest.idOf(Path.of(""))));
        assertEquals(StarterManifest.idOf(Path.of("").toAbsolutePath()), StarterManifest.idOf(Path.of(".")));
    }
}
