package dev.tickover.systemd.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.systemd.UserManager;
import dev.tickover.testing.importing.Drafts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random calendar events: systemd itself says when they elapse. Skipped where there is no {@code systemd-analyze}. */
@Tag("systemd-analyze")
class RandomTimersTest {

    private static final int ITERATIONS = 12;
    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    @TempDir
    Path folder;

    @BeforeAll
    static void requireSystemdAnalyze() {
        if (!Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            UserManager.skip("no systemd-analyze: apt-get install systemd");
        }
    }

    @Test
    void randomEventsAreDueWhenTheyElapse() throws Exception {
        int carried = 0;
        for (long seed = 1; seed <= 250; seed++) {
            Random random = new Random(seed);
            List<String> events = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                events.add(event(random, false));
            }
            List<Draft> result = imported(events);
            Instant after = Instant.parse("2026-06-01T00:00:00Z").plus(random.nextInt(1_000_000), ChronoUnit.MINUTES);
            if (isCarried(result)) {
                carried++;
                assertEquals(elapses(events, after, "UTC"), due(result, after, "UTC"), "seed " + seed + ": " + events);
            } else {
                assertTrue(
                        result.stream()
                                .map(draft -> draft.obstacles().orElse("such a weekday"))
                                .allMatch(why -> why.contains("such a weekday")),
                        "seed " + seed + ": " + events + ": " + result);
            }
        }
        assertTrue(carried > 150, "few events were carried over: " + carried);
    }

    @Test
    void fixedTimesAreDueAroundChangesOfTheClocksToo() throws Exception {
        int answered = 0;
        for (long seed = 1; seed <= 150; seed++) {
            Random random = new Random(seed);
            List<String> events = List.of(event(random, true));
            String zone = List.of("Europe/Paris", "America/New_York", "Australia/Lord_Howe")
                    .get(random.nextInt(3));
            Instant change = ZoneId.of(zone)
                    .getRules()
                    .nextTransition(Instant.parse("2026-01-01T00:00:00Z").plus(random.nextInt(1500), ChronoUnit.DAYS))
                    .getInstant();
            Instant after = change.minus(random.nextInt(400), ChronoUnit.MINUTES);
            List<Draft> result = imported(events);
            List<Instant> elapses = elapses(events, after, zone);
            // systemd 252 gives up ("Infinite loop in calendar calculation") on some events where clocks go forward.
            if (isCarried(result) && !elapses.isEmpty()) {
                answered++;
                assertEquals(
                        elapses,
                        due(result, after, zone),
                        "seed " + seed + ": " + events + " in " + zone + " after " + after);
            }
        }
        assertTrue(answered > 80, "systemd answered for few events: " + answered);
    }

    private List<Draft> imported(List<String> events) throws IOException {
        Files.writeString(folder.resolve("x.service"), "[Service]\nExecStart=/bin/x\n");
        StringBuilder timer = new StringBuilder("[Timer]\n");
        events.forEach(event -> timer.append("OnCalendar=").append(event).append('\n'));
        return Drafts.of(new SystemdImporter(), Files.writeString(folder.resolve("x.timer"), timer.toString()));
    }

    private static boolean isCarried(List<Draft> drafts) {
        return drafts.stream().allMatch(draft -> draft.obstacles().isEmpty());
    }

    private static List<Instant> due(List<Draft> result, Instant after, String zone) {
        Instant until = after.plus(4000, ChronoUnit.DAYS);
        TreeSet<Instant> due = new TreeSet<>();
        Drafts.carried(result).forEach(schedule -> {
            var next = schedule.recurrence().next(after, ZoneId.of(zone));
            for (int i = 0; i < ITERATIONS && next.isPresent() && next.get().isBefore(until); i++) {
                due.add(next.get());
                next = schedule.recurrence().next(next.get(), ZoneId.of(zone));
            }
        });
        return due.stream().limit(ITERATIONS).toList();
    }

    /** Asks for each event alone, and puts the answers together. */
    private static List<Instant> elapses(List<String> events, Instant after, String zone) throws Exception {
        TreeSet<Instant> elapses = new TreeSet<>();
        Instant until = after.plus(4000, ChronoUnit.DAYS);
        String base = after.toString().replace("T", " ").replace("Z", " UTC");
        for (String event : events) {
            ProcessBuilder builder = new ProcessBuilder(
                            "systemd-analyze", "calendar", "--iterations=" + ITERATIONS, "--base-time=" + base, event)
                    .redirectErrorStream(true);
            builder.environment().put("TZ", zone);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), event);
            if (output.contains("Infinite loop")) {
                return List.of();
            }
            assertEquals(0, process.exitValue(), event + ": " + output);
            output.lines()
                    .filter(line -> line.matches(
                            zone.equals("UTC")
                                    ? " *(Next elapse|Iter(\\.|ation) #\\d+): .* UTC"
                                    : " *\\(in UTC\\): .* UTC"))
                    .map(line -> line.replaceAll(".* (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) UTC", "$1T$2Z"))
                    .map(Instant::parse)
                    .filter(instant -> instant.isBefore(until))
                    .forEach(elapses::add);
        }
        return elapses.stream().limit(ITERATIONS).toList();
    }

    private static String event(Random random, boolean fixed) {
        StringBuilder event = new StringBuilder();
        boolean weekdays = random.nextInt(3) == 0;
        boolean date = !weekdays && random.nextInt(2) == 0 || random.nextInt(8) == 0;
        if (weekdays) {
            event.append(weekdays(random)).append(' ');
        }
        if (date) {
            event.append(
                            random.nextInt(4) == 0
                                    ? "*-"
                                    : "*-" + (random.nextBoolean() ? "*" : part(random, 1, 12)) + "-")
                    .append(part(random, 1, 28))
                    .append(' ');
        }
        String text = event.toString().replace("*--", "*-").replaceFirst("^(.*)\\*-(\\d)", "$1*-$2");
        String hour = fixed || random.nextInt(3) > 0 ? part(random, 0, 23) : "*";
        String minute = fixed || random.nextInt(4) > 0 ? part(random, 0, 59) : "*";
        return text + hour + ":" + minute + (random.nextBoolean() ? ":00" : "");
    }

    private static String weekdays(Random random) {
        int first = random.nextInt(7);
        int last = first + random.nextInt(7 - first);
        String range = WEEKDAYS.get(first) + (random.nextBoolean() ? ".." : "-") + WEEKDAYS.get(last);
        return random.nextBoolean() ? range : WEEKDAYS.get(first) + "," + WEEKDAYS.get(random.nextInt(7));
    }

    private static String part(Random random, int low, int high) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            int first = low + random.nextInt(high - low + 1);
            int last = first + random.nextInt(high - first + 1);
            int step = 1 + random.nextInt(Math.max(1, high - first));
            items.add(
                    switch (random.nextInt(4)) {
                        case 0 -> first < last ? first + ".." + last : "" + first;
                        case 1 -> first + step <= high ? first + "/" + step : "" + first;
                        case 2 ->
                            last > first ? first + ".." + last + "/" + (1 + random.nextInt(last - first)) : "" + first;
                        default -> "" + first;
                    });
        }
        return String.join(",", items);
    }
}
