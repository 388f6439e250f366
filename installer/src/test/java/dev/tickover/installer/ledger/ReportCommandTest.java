package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.installer.command.Context;
import dev.tickover.installer.command.TickoverCommand;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportCommandTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path temporary;

    private LedgerWorld world;
    private int code;

    /** Two ticks, six hours asleep over midnight, one that fails with words that are markup. */
    @BeforeEach
    void live() throws IOException {
        world = new LedgerWorld(
                temporary.resolve("state/alma"),
                Schedule.of(LedgerWorld.SCHEDULE, Every.of(HALF_HOUR)).build());
        world.tellInstalled();
        world.pulse();
        world.passes(Duration.ofMinutes(29));
        world.pulse();
        world.passes(Duration.ofMinutes(10));
        world.sleeps(Duration.ofHours(16));
        world.pulse();
        world.ticksEndAs(new Outcome.Failed("<b>no</b> & \"never\""));
        world.passes(HALF_HOUR);
        world.pulse();
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        Environment environment = new Environment(
                OperatingSystem.LINUX,
                Map.of("TICKOVER_HOME", temporary.toString()),
                Optional.of(temporary),
                "somebody",
                false);
        Platform platform = new Platform(environment, world.machine(), command -> {
            throw new AssertionError("runs " + command);
        });
        Context context = new Context(platform, new Backends(List.of()), temporary, temporary, printer, printer);
        code = TickoverCommand.execute(context, Limits.STANDARD, arguments);
        return out.toString().replace("\r\n", "\n");
    }

    /** The page is written so that a parser of XML takes it too, but for what stands alone in its head. */
    private static Document parsed(String page) throws Exception {
        String xml = page.replace("<!DOCTYPE html>\n", "").replace("<meta charset=\"utf-8\">", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> words(Document page, String kind) {
        List<String> words = new ArrayList<>();
        NodeList rectangles = page.getElementsByTagName("rect");
        for (int i = 0; i < rectangles.getLength(); i++) {
            Element rectangle = (Element) rectangles.item(i);
            if (rectangle.getAttribute("class").equals(kind)) {
                words.add(rectangle.getTextContent());
            }
        }
        return words;
    }

    @Test
    void aPageDrawsEveryTickAndEachDayOfAGapWithItsCause() throws Exception {
        String page = run("report", "alma", "--out", "-");
        assertEquals(0, code);
        Document document = parsed(page);
        assertEquals(
                List.of(
                        "Mon 2026-03-02 10:01:00, initial, completed",
                        "Mon 2026-03-02 10:30:00, interval, completed",
                        "Tue 2026-03-03 02:40:00, catch-up, stands for 31 more, completed"),
                words(document, "completed"));
        assertEquals(List.of("Tue 2026-03-03 03:10:00, catch-up, failed"), words(document, "failed"));
        List<String> gaps = words(document, "gap");
        assertEquals(3, gaps.size(), "two days of the first, one of the second: " + gaps);
        assertEquals(gaps.get(0), gaps.get(1));
        assertTrue(gaps.get(0).startsWith("32 due, from Mon 2026-03-02 11:00:00 until Tue 2026-03-03 02:40:00: "));
        assertTrue(gaps.get(0).contains("the machine slept for 16h"), gaps.get(0));
        assertEquals(8, words(document, "day").size(), "a row for each day of the week before");
        assertTrue(
                page.contains("4 ticks, 3 completed, 1 failed; 31 due instants coalesced, 0 skipped, 0 missed."), page);
    }

    @Test
    void nothingOfTheHistoryIsMarkupAndNothingIsFetched() throws Exception {
        String page = run("report", "alma", "--out", "-");
        assertFalse(page.contains("<b>"), page);
        assertTrue(page.contains("&lt;b&gt;no&lt;/b&gt; &amp; &quot;never&quot;"), page);
        assertFalse(page.contains("<script") || page.contains("http") || page.contains("src="), page);
    }

    @Test
    void itIsWrittenToAFileWhoseNameIsPrinted() throws Exception {
        Path file = temporary.resolve("tickover-alma.html");
        assertEquals(file + "\n", run("report", "alma", "--since", "12h"));
        assertEquals(1, words(parsed(Files.readString(file)), "completed").size(), "of half a day");
        assertEquals(temporary.resolve("other.html") + "\n", run("report", "alma", "--out", "other.html"));
        assertEquals(0, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | alma --out nowhere/report.html | there is no folder",
                "1 | alma --out state               | is a folder",
                "1 | unknown                        | unknown",
                "2 | alma --since tomorrow          | --since",
                "2 | alma --since 400d              | at most 366d",
                "2 | ../x                           | ../x",
            })
    void mistakesAreToldInTwoLines(int expected, String arguments, String told) {
        List<String> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(arguments.split(" +")));
        String said = run(all.toArray(String[]::new));
        assertEquals(expected, code, said);
        assertEquals(2, said.lines().count(), said);
        assertTrue(said.contains(told), said);
    }
}
