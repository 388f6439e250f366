package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tickover.backend.Document;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.backend.GoldenApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.SAXException;

/** Every document is valid against Microsoft's strict schema, on every rung. */
class SchemaTest {

    private static final int DRAWN = 300;

    private final WindowsTaskBackend backend = Deployments.backend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void goldenTasksAreValid(GoldenApp sample) throws SAXException, IOException {
        OfficialSchema schema = OfficialSchema.strict();
        for (Document document : backend.translate(Deployments.of(sample)).documents()) {
            schema.validate(document.content().getBytes(document.charset()));
        }
    }

    @Test
    void hundredsOfDrawnDeploymentsAreValid() throws SAXException {
        OfficialSchema schema = OfficialSchema.strict();
        int documents = 0;
        for (int seed = 0; seed < DRAWN; seed++) {
            var deployment = new RandomDeployments(seed).next(Deployments.FOLDER);
            for (Document document : backend.translate(deployment).documents()) {
                documents++;
                try {
                    schema.validate(document.content().getBytes(document.charset()));
                } catch (SAXException | IOException e) {
                    fail("seed " + seed + ", " + document.path() + ": " + e.getMessage() + '\n' + document.content());
                }
            }
        }
        assertTrue(documents > 2 * DRAWN, documents + " documents");
        int golden = 0;
        for (GoldenApp sample : GoldenApp.values()) {
            golden += backend.translate(Deployments.of(sample)).documents().size();
        }
        System.out.println(documents + " drawn and " + golden + " golden tasks valid by Microsoft's strict schema");
    }

    @Test
    void everyRungIsValid() throws SAXException, IOException {
        OfficialSchema schema = OfficialSchema.strict();
        Document sweep = backend.translate(Deployments.of(GoldenApp.HALF_HOUR))
                .entry(Schedule.SWEEP)
                .orElseThrow()
                .documents()
                .get(0);
        for (TriggerSet rung : TriggerSet.values()) {
            schema.validate(rung.of(sweep.content()).getBytes(sweep.charset()));
        }
    }

    /** Without this the tests above would pass a validator that validates nothing. */
    @ParameterizedTest
    @CsvSource({
        "<Enabled>true</Enabled>, <Enabled>TRUE</Enabled>",
        "<Interval>PT30M</Interval>, <Interval>PT30S</Interval>",
        "<Priority>6</Priority>, <Priority>11</Priority>",
        "<Priority>6</Priority>, <Prioritaet>6</Prioritaet>",
        "<Command>, <Command><![CDATA[xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx]]>",
        "version=\"1.3\", version=\"1.2\"",
        "id=\"Author\", id=\"Somebody\"",
        "<TimeTrigger>, <TimeTrigger><Repetition><Interval>PT1M</Interval></Repetition>"
    })
    void schemaRefusesWhatIsWrong(String right, String wrong) throws SAXException {
        OfficialSchema schema = OfficialSchema.strict();
        String content = backend.translate(Deployments.of(GoldenApp.HALF_HOUR))
                .documents()
                .get(0)
                .content();
        assertTrue(content.contains(right), right);
        byte[] damaged = content.replace(right, wrong).getBytes(StandardCharsets.UTF_16LE);
        assertThrows(SAXException.class, () -> schema.validate(damaged));
    }

    @Test
    void taskOfMicrosoftsShapeIsReadAsWell() throws IOException {
        String example = java.nio.file.Files.readString(OfficialSchema.file("windows-task-example.xml"));
        TaskMeaning meaning = TaskMeaning.of(TaskReader.read(example).orElseThrow(), TriggerSet.ALL);
        assertEquals(4, meaning.triggers().size());
        assertEquals("PT5M", meaning.settings().get("ExecutionTimeLimit"));
    }
}
