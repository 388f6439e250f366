package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.backend.Document;
import dev.tickover.launchd.PropertyListWriter.Member;
import dev.tickover.testing.backend.GoldenApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every property list that we generate is read by others as we mean it; and what they cannot read, we refuse. */
@Tag("plist-tools")
class OtherReadersTest {

    private static final int DEPLOYMENTS = 300;

    /** What plistlib takes though it should not; see {@link OddDocument}. */
    private static final EnumSet<OddDocument> TAKEN_BY_PLISTLIB = EnumSet.of(
            OddDocument.UNKNOWN_ENTITY,
            OddDocument.KEY_TWICE,
            OddDocument.TOO_GREAT,
            OddDocument.GREATEST_AND_ONE,
            OddDocument.HEXADECIMAL,
            OddDocument.NUMBER_WITH_BLANKS,
            OddDocument.TRUE_WITH_TEXT,
            OddDocument.TWO_ROOTS,
            OddDocument.NO_ROOT,
            OddDocument.ELEMENT_IN_TEXT,
            OddDocument.TEXT_BETWEEN,
            OddDocument.OTHER_ROOT);

    @TempDir
    Path folder;

    private static final List<Document> GENERATED = generated();

    @Test
    void plistlibReadsEveryGeneratedDocumentAsMeant() throws Exception {
        List<Document> documents = GENERATED;
        List<String> lines = PlistTools.plistlib(write(texts(documents)));
        assertEquals(documents.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            PropertyList ours = PropertyListReader.read(documents.get(i).content());
            assertEquals(
                    List.of(),
                    JobRules.violations(documents.get(i).path(), ours),
                    documents.get(i).content());
            assertEquals("read " + Json.of(ours), lines.get(i), documents.get(i).content());
        }
        System.out.println(lines.size() + " property lists read by plistlib as meant");
    }

    @Test
    void xmllintFindsEveryGeneratedDocumentValid() throws Exception {
        List<Path> files = write(texts(GENERATED));
        assertEquals(0, PlistTools.xmllint(PlistTools.restatedGrammar(), files));
        System.out.println(files.size() + " property lists valid by the grammar, says xmllint");
    }

    @Test
    void xmllintFindsEveryGeneratedDocumentValidByTheOfficialGrammar() throws Exception {
        Optional<Path> official = PlistTools.officialGrammar();
        assumeTrue(
                official.isPresent(),
                "skipped: no PropertyList-1.0.dtd in TICKOVER_SHARED_DATA, or in shared/data beside the checkout;"
                        + " the restated grammar stands in for it");
        assertEquals(0, PlistTools.xmllint(official.get(), write(texts(GENERATED))));
    }

    @Test
    void xmllintWithTheGrammarWouldFindAFault() throws Exception {
        List<String> broken = List.of(OddDocument.UNKNOWN_ELEMENT.text(), OddDocument.TRUE_WITH_TEXT.text());
        for (String text : broken) {
            assertEquals(3, PlistTools.xmllint(PlistTools.restatedGrammar(), write(List.of(text))), text);
        }
        assertEquals(1, PlistTools.xmllint(PlistTools.restatedGrammar(), write(List.of(OddDocument.UNCLOSED.text()))));
    }

    @Test
    void whatPlistlibRefusesWeRefuse() throws Exception {
        List<String> lines = PlistTools.plistlib(
                write(Stream.of(OddDocument.values()).map(OddDocument::text).toList()));
        for (OddDocument odd : OddDocument.values()) {
            String line = lines.get(odd.ordinal());
            if (odd.read().isPresent()) {
                assertEquals("read " + Json.of(odd.read().get()), line, odd.name());
            } else {
                assertEquals(TAKEN_BY_PLISTLIB.contains(odd), line.startsWith("read "), odd + ": " + line);
            }
        }
    }

    @Test
    void plistlibReadsAnyTextThatWeWrite() throws Exception {
        List<String> texts = List.of("a\r\nb\rc\nd\te", "&<>\"'", "]]>", "日本語 🎉", " ", "\u0085\u2028");
        List<Member> members = texts.stream()
                .map(text -> new Member("k" + text, new PropertyList.Text(text)))
                .toList();
        String document = PropertyListWriter.write(List.of("--", "日本語 🎉"), members);
        List<String> lines = PlistTools.plistlib(write(List.of(document)));
        assertEquals("read " + Json.of(PropertyListReader.read(document)), lines.get(0));
    }

    private static List<Document> generated() {
        LaunchdBackend backend = new LaunchdBackend();
        List<Document> documents = new ArrayList<>();
        for (GoldenApp sample : GoldenApp.values()) {
            documents.addAll(backend.translate(Deployments.MAC.of(sample)).documents());
        }
        IntStream.range(0, DEPLOYMENTS)
                .forEach(seed -> documents.addAll(
                        backend.translate(RandomDeployments.of(seed)).documents()));
        return documents;
    }

    private static List<String> texts(List<Document> documents) {
        return documents.stream().map(Document::content).toList();
    }

    private List<Path> write(List<String> texts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String text : texts) {
            Path file = folder.resolve(files.size() + ".plist");
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            files.add(file);
        }
        return files;
    }
}
