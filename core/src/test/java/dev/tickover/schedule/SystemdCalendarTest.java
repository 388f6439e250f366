package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tickover.testing.Seeded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Asks systemd's own calendar engine where the grammars meet: fixed times, of which systemd leaves out those in a gap
 * and takes those in an overlap once. Skipped where there is no {@code systemd-analyze}.
 */
@Tag("systemd-analyze")
class SystemdCalendarTest {

    private static final int ITERATIONS = 6;

    @BeforeAll
    static void requireSystemdAnalyze() throws InterruptedException {
        try {
            run(List.of("systemd-analyze", "calendar", "--iterations=1", "--base-time=2026-01-01 UTC", "daily UTC"));
        } catch (IOException | IllegalStateException e) {
            abort("systemd-analyze calendar with --base-time (systemd 246 or later) is not here: " + e.getMessage());
        }
    }

    @Test
    void agreesOnFixedCronsAroundClockChanges() throws IOException, InterruptedException {
        for (long seed = 1; seed <= 300; seed++) {
            Seeded seeded = Seeded.of(seed);
            RandomCron random = RandomCron.draw(seeded);
            if (random.isFixed()) {
                ZoneId zone = seeded.pick(Zones.ODD);
                Instant after = Zones.nearChange(
                        seeded, zone, Instant.parse("2005-01-01T00:00:00Z"), Instant.parse("2036-01-01T00:00:00Z"));
                Cron cron = new Cron(random.text(), Optional.of(zone), DstGap.SKIP, DstOverlap.FIRST);
                assertAgrees(cron, zone, after, "seed " + seed);
            }
        }
    }

    @Test
    void agreesOnTheGridOfAnIntervalThroughAnOverlap() throws IOException, InterruptedException {
        Instant after = Instant.parse("2026-11-01T04:40:00Z");
        assertEquals(
                next(Every.of(Duration.ofMinutes(30)), ZoneId.of("America/New_York"), after),
                elapses("*-*-* *:00/30:00 America/New_York", after));
    }

    private static void assertAgrees(Cron cron, ZoneId zone, Instant after, String seed)
            throws IOException, InterruptedException {
        List<Instant> elapses = new ArrayList<>();
        for (String calendar : calendars(CronExpression.parse(cron.expression()), zone)) {
            elapses.addAll(elapses(calendar, after));
        }
        List<Instant> expected =
                elapses.stream().distinct().sorted().limit(ITERATIONS).toList();
        assertEquals(expected, next(cron, zone, after), seed + ": " + cron + " after " + after);
    }

    private static List<Instant> next(Recurrence recurrence, ZoneId zone, Instant after) {
        List<Instant> due = new ArrayList<>();
        Instant last = after;
        for (int i = 0; i < ITERATIONS; i++) {
            last = recurrence.next(last, zone).orElseThrow();
            due.add(last);
        }
        return due;
    }

    /** One calendar expression, or two where either day suffices: systemd's days must match both. */
    private static List<String> calendars(CronExpression cron, ZoneId zone) {
        String time = join(cron.hours()) + ":" + join(cron.minutes()) + ":00 " + zone;
        String ofWeek = cron.daysOfWeek().stream()
                .map(day ->
                        List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").get(day - 1))
                .collect(Collectors.joining(","));
        String date = "*-" + join(cron.months()) + "-";
        return cron.matchesEitherDay()
                ? List.of(date + join(cron.daysOfMonth()) + " " + time, ofWeek + " " + date + "* " + time)
                : List.of(ofWeek + " " + date + join(cron.daysOfMonth()) + " " + time);
    }

    private static String join(NavigableSet<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Instant> elapses(String calendar, Instant after) throws IOException, InterruptedException {
        String base = after.toString().replace("T", " ").replace("Z", " UTC");
        List<String> lines = run(
                List.of("systemd-analyze", "calendar", "--iterations=" + ITERATIONS, "--base-time=" + base, calendar));
        return lines.stream()
                .filter(line -> line.matches(" *(Next elapse|Iter(\\.|ation) #\\d+): .* UTC"))
                .map(line -> line.replaceAll(".* (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) UTC", "$1T$2Z"))
                .map(Instant::parse)
                .toList();
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + ": " + output);
        }
        return output.lines().toList();
    }
}
