package dev.tickover.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.HistorySamples.Sample;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lines of a history: a contract with scripts. */
class HistoryEventTest {

    @TestFactory
    List<DynamicTest> eachEventHasItsLineAndIsReadBack() {
        return HistorySamples.ALL.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.line(), () -> {
                    HistoryLine alone = new HistoryLine(sample.event(), 0, -1, 0);
                    assertEquals(sample.line(), EventText.write(alone));
                    assertEquals(alone, read(sample.line()));
                }))
                .toList();
    }

    @Test
    void noEventIsWithoutASample() {
        Set<Class<?>> sampled = new HashSet<>();
        Set<HostChange> changes = EnumSet.noneOf(HostChange.class);
        Set<Fate> fates = EnumSet.noneOf(Fate.class);
        for (Sample sample : HistorySamples.ALL) {
            sampled.add(sample.event().getClass());
            if (sample.event() instanceof HistoryEvent.HostChanged changed) {
                changes.add(changed.change());
            } else if (sample.event() instanceof HistoryEvent.Accounted accounted) {
                fates.add(accounted.account().fate());
            }
        }
        Set<Class<?>> all = new HashSet<>();
        addRecords(HistoryEvent.class, all);
        all.remove(HistoryEvent.Unknown.class);
        assertEquals(all, sampled);
        assertEquals(EnumSet.allOf(HostChange.class), changes);
        assertEquals(EnumSet.allOf(Fate.class), fates);
    }

    private static void addRecords(Class<?> type, Set<Class<?>> records) {
        if (type.isRecord()) {
            records.add(type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                addRecords(permitted, records);
            }
        }
    }

    @Test
    void theFirstEventOfAGroupHasItsPlaceAndCount() throws JsonException {
        HistoryEvent event = HistorySamples.ALL.get(0).event();
        String line = HistorySamples.ALL.get(0).line();
        String begun = line.substring(0, line.length() - 1);
        HistoryLine first = new HistoryLine(event, 12, 11, 2);
        HistoryLine second = new HistoryLine(event, 12, -1, 0);
        assertEquals(begun + ",\"seq\":12,\"prev\":11,\"lines\":2}", EventText.write(first));
        assertEquals(begun + ",\"seq\":12}", EventText.write(second));
        assertEquals(first, read(EventText.write(first)));
        assertEquals(second, read(EventText.write(second)));
    }

    @Test
    void aMemberThatIsNotKnownIsPassedOver() throws JsonException {
        for (Sample sample : HistorySamples.ALL) {
            String line = sample.line().replaceFirst("\\}$", ",\"flavour\":\"sweet\",\"more\":[{\"x\":1}]}");
            assertEquals(sample.event(), read(line).event());
        }
    }

    @Test
    void whatIsNotKnownOrLacksAMemberIsReadAsUnknownAndWrittenUnchanged() throws JsonException {
        List<String> lines = List.of(
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"sung\",\"tune\":\"a\",\"seq\":7,\"prev\":6"
                        + ",\"lines\":1}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"event\":\"sung\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"fired\",\"due\":\"2027-01-01T00:00:00Z\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"completed\",\"id\":\"beat@x\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"completed\",\"id\":\"beat@x\",\"due\":\"soon\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"missed\",\"count\":2}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"missed\",\"due\":\"2027-01-01T00:00:00Z\""
                        + ",\"count\":0}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"installed\",\"every\":\"5m\",\"everyMs\":300000"
                        + ",\"zone\":\"UTC\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"installed\",\"cron\":\"5 * * * *\""
                        + ",\"zone\":\"Atlantis\",\"installedAt\":\"2027-01-01T00:00:00Z\"}",
                "{\"at\":\"2027-01-01T00:00:00Z\",\"schedule\":\"beat\",\"event\":\"paused\",\"until\":\"later\"}");
        for (String line : lines) {
            HistoryLine read = read(line);
            assertInstanceOf(HistoryEvent.Unknown.class, read.event(), line);
            assertEquals(
                    line.contains("\"schedule\"") ? "beat" : "", read.event().schedule());
            assertEquals(nameIn(line), EventText.name(read.event()));
            assertEquals(line, EventText.write(read));
        }
    }

    private static String nameIn(String line) throws JsonException {
        return JsonLine.parse(line).text("event", "");
    }

    @Test
    void aCauseThatIsNotKnownIsAnotherVersions() throws JsonException {
        String line = HistorySamples.ALL.get(0).line().replace("\"cause\":\"due\"", "\"cause\":\"moonrise\"");
        HistoryEvent.Fired fired =
                assertInstanceOf(HistoryEvent.Fired.class, read(line).event());
        assertEquals(new Reason(Reason.Kind.OTHER, "due"), fired.why());
    }

    @Test
    void aLineWithoutATimeIsNotRead() {
        assertEquals(Optional.empty(), EventText.read("{\"event\":\"woken\"}"));
        assertEquals(Optional.empty(), EventText.read("{\"at\":\"2027-01-0"));
    }

    private static HistoryLine read(String line) {
        return EventText.read(line).orElseThrow();
    }
}
