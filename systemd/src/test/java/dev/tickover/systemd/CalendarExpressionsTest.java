package dev.tickover.systemd;

import static dev.tickover.systemd.Patterns.all;
import static dev.tickover.systemd.Patterns.pattern;
import static dev.tickover.systemd.Patterns.set;
import static dev.tickover.systemd.Patterns.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarExpressionsTest {

    private static final CalendarPattern DAILY = pattern(all(1, 12), all(1, 31), all(1, 7), set(3), set(15));

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, *-*-* 03:15:00 Europe/Paris",
        "UTC, *-*-* 03:15:00 UTC",
        "Z, *-*-* 03:15:00 UTC",
        "GMT+2, *-*-* 03:15:00 Etc/GMT-2",
        "-11:00, *-*-* 03:15:00 Etc/GMT+11",
        "+14:00, *-*-* 03:15:00 Etc/GMT-14",
        "-13:00, *-*-* *:15:00 UTC",
        "+05:30, *-*-* *:45:00 UTC",
        "-03:30, *-*-* *:45:00 UTC",
        "+05:45, *-*-* *:30:00 UTC"
    })
    void zoneIsNamedAsTheDatabaseNamesIt(String zone, String expected) {
        assertEquals(List.of(expected), CalendarExpressions.of(plan(DAILY, Optional.of(ZoneId.of(zone))), 0));
    }

    @Test
    void weekdaysAreNamed() {
        CalendarPattern pattern = pattern(set(2), step(1, 31, 2), set(1, 2, 3, 7), set(9), set(0, 30));
        assertEquals(
                List.of("Mon..Wed,Sun *-02-01/2 09:00/30:07"),
                CalendarExpressions.of(plan(pattern, Optional.empty()), 7));
    }

    /** systemd itself says when each of many random patterns elapses; a search through all minutes says it too. */
    @Test
    @Tag("systemd-analyze")
    void systemdUnderstandsRandomPatternsAsTheyAreMeant() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            UserManager.skip("no systemd-analyze: apt-get install systemd");
        }
        Random random = new Random(20261122);
        List<CalendarPattern> patterns = new ArrayList<>();
        List<String> command = new ArrayList<>(
                List.of("systemd-analyze", "calendar", "--iterations=3", "--base-time=2027-01-31 22:58:30 UTC"));
        for (int i = 0; i < 150; i++) {
            CalendarPattern pattern = pattern(
                    some(1, 12, random),
                    some(1, 31, random),
                    some(1, 7, random),
                    some(0, 23, random),
                    some(0, 59, random));
            patterns.add(pattern);
            command.addAll(CalendarExpressions.of(plan(pattern, Optional.of(ZoneId.of("UTC"))), 0));
        }
        List<List<LocalDateTime>> said = elapses(command);
        assertEquals(patterns.size(), said.size());
        for (int i = 0; i < patterns.size(); i++) {
            assertEquals(search(patterns.get(i)), said.get(i), command.get(i + 4));
        }
    }

    private static List<List<LocalDateTime>> elapses(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("calendar", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("TZ", "UTC");
            assertEquals(0, builder.start().waitFor(), () -> "systemd-analyze failed: " + command);
            List<List<LocalDateTime>> elapses = new ArrayList<>();
            Pattern instant = Pattern.compile(
                    "(Next elapse|Iteration #\\d+|Iter. #\\d+): \\w{3} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) UTC");
            for (String line : Files.readAllLines(out)) {
                if (line.contains("Normalized form:") || line.contains("Original form:") && elapses.isEmpty()) {
                    elapses.add(new ArrayList<>());
                }
                Matcher matcher = instant.matcher(line);
                if (matcher.find()) {
                    elapses.get(elapses.size() - 1)
                            .add(LocalDateTime.parse(matcher.group(2).replace(' ', 'T')));
                }
            }
            elapses.removeIf(List::isEmpty);
            return elapses;
        } finally {
            Files.delete(out);
        }
    }

    private static List<LocalDateTime> search(CalendarPattern pattern) {
        List<LocalDateTime> found = new ArrayList<>();
        LocalDateTime minute = LocalDateTime.parse("2027-01-31T22:59");
        while (found.size() < 3) {
            boolean day = pattern.months().contains(minute.getMonthValue())
                    && pattern.daysOfMonth().contains(minute.getDayOfMonth())
                    && pattern.daysOfWeek().contains(minute.getDayOfWeek().getValue());
            if (!day) {
                minute = minute.toLocalDate().plusDays(1).atStartOfDay();
                continue;
            }
            if (pattern.hours().contains(minute.getHour()) && pattern.minutes().contains(minute.getMinute())) {
                found.add(minute);
            }
            minute = minute.plusMinutes(1);
        }
        return found;
    }

    private static TreeSet<Integer> some(int low, int high, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> all(low, high);
            case 1 -> step(low + random.nextInt(3), high, 1 + random.nextInt(6));
            case 2 -> step(low + random.nextInt(high - low - 4), high - random.nextInt(3), 1);
            default -> {
                TreeSet<Integer> values = new TreeSet<>();
                for (int i = 0; i <= random.nextInt(5); i++) {
                    // Not past the 28th, so that every month has one and the search ends.
                    values.add(low + random.nextInt(Math.min(28, high - low + 1)));
                }
                yield values;
            }
        };
    }

    private static PulsePlan plan(CalendarPattern pattern, Optional<ZoneId> zone) {
        return new PulsePlan(List.of(pattern), zone, true, 1, Duration.ZERO);
    }
}
