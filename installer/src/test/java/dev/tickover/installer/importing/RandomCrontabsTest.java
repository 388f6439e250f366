package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.App;
import dev.tickover.testing.importing.Drafts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random tables: each line is due when a plain reading of crontab(5) says so, and runs what it ran. */
class RandomCrontabsTest {

    private static final String STRANGE = "abc \t\"'\\$`#&|<>{}[]()*?~=;!^éß☃🎉/-_.0";

    /** Is a field: its text, and its values. */
    private record Field(String text, TreeSet<Integer> values) {
        boolean holds(int value) {
            return values.contains(value);
        }
    }

    @Test
    void randomLinesAreDueWhenCronRunsThem() {
        for (long seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            Field minute = field(random, 0, 59);
            Field hour = field(random, 0, 23);
            Field day = field(random, 1, 31);
            Field month = field(random, 1, 12);
            Field weekday = field(random, 0, 7);
            String command = "/bin/x" + command(random);
            String line = String.join(
                            random.nextBoolean() ? " " : "\t ",
                            minute.text(),
                            hour.text(),
                            day.text(),
                            month.text(),
                            weekday.text())
                    + " " + command;
            ImportResult result = Imports.text("crontab", line + (random.nextBoolean() ? "\r\n" : "\n"));
            if (!result.manifest().isEmpty()) {
                App app = Imports.app(result);
                Instant from = Instant.parse("2027-01-01T00:00:00Z").plus(random.nextInt(700), ChronoUnit.DAYS);
                Instant until = from.plus(15, ChronoUnit.DAYS);
                List<Instant> expected = Drafts.minutes(
                        from,
                        until,
                        at -> minute.holds(at.getMinute())
                                && hour.holds(at.getHour())
                                && month.holds(at.getMonthValue())
                                && isDay(at, day, weekday));
                assertEquals(
                        expected,
                        Drafts.due(app.schedules(), from, until, ZoneOffset.UTC),
                        "seed " + seed + ": " + line);
                assertEquals(command.strip(), app.schedules().get(0).run().get(2), "seed " + seed);
            } else {
                // Only a day that no month has keeps such a line out.
                assertEquals(
                        true,
                        result.entries().get(0).obstacle().orElseThrow().contains("never be due"),
                        "seed " + seed + ": " + line + ": " + result.entries());
            }
        }
    }

    /** crontab(5): either day field will do where both are restricted, that is, do not begin with a star. */
    private static boolean isDay(LocalDateTime at, Field day, Field weekday) {
        boolean byDate = day.holds(at.getDayOfMonth());
        int number = at.getDayOfWeek().getValue();
        boolean byWeekday = weekday.holds(number) || number == 7 && weekday.holds(0);
        boolean both = day.text().startsWith("*") || weekday.text().startsWith("*");
        return both ? byDate && byWeekday : byDate || byWeekday;
    }

    private static Field field(Random random, int low, int high) {
        if (random.nextInt(3) == 0) {
            return of("*", low, high, 1);
        }
        List<String> texts = new ArrayList<>();
        TreeSet<Integer> values = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Field item = item(random, low, high);
            texts.add(item.text());
            values.addAll(item.values());
        }
        return new Field(String.join(",", texts), values);
    }

    private static Field item(Random random, int low, int high) {
        int first = low + random.nextInt(high - low + 1);
        int last = first + random.nextInt(high - first + 1);
        int step = 1 + random.nextInt(high / 2);
        return switch (random.nextInt(4)) {
            case 0 -> of("*/" + step, low, high, step);
            case 1 -> of(first + "-" + last, first, last, 1);
            case 2 -> of(first + "-" + last + "/" + step, first, last, step);
            default -> of(String.valueOf(first), first, first, 1);
        };
    }

    private static Field of(String text, int first, int last, int step) {
        TreeSet<Integer> values = new TreeSet<>();
        for (int value = first; value <= last; value += step) {
            values.add(value);
        }
        return new Field(text, values);
    }

    private static String command(Random random) {
        StringBuilder command = new StringBuilder(" ");
        int[] characters = STRANGE.codePoints().toArray();
        for (int i = random.nextInt(40); i > 0; i--) {
            command.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return command.toString();
    }
}
