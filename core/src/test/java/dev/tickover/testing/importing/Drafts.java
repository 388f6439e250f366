package dev.tickover.testing.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.Source;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Drafts that an importer yields, and the schedules that they stand for. */
public final class Drafts {

    /** The present of every import. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Drafts() {}

    /** Imports a text on Linux. */
    public static List<Draft> of(JobImporter importer, String fileName, String text) {
        return of(
                importer, new Source(fileName, Optional.of(Path.of(fileName)), text), OperatingSystem.LINUX, Map.of());
    }

    /** Imports a file on Linux. */
    public static List<Draft> of(JobImporter importer, Path file) {
        return of(importer, source(file, file.getFileName().toString()), OperatingSystem.LINUX, Map.of());
    }

    /** Imports a source on a system with variables. */
    public static List<Draft> of(
            JobImporter importer, Source source, OperatingSystem system, Map<String, String> variables) {
        Environment environment = new Environment(system, variables, Optional.of(Path.of("/home/me")), "me", false);
        return importer.read(source, new ImportContext(environment, NOW, Drafts::source));
    }

    private static Source source(Path file, String name) {
        try {
            return new Source(name, Optional.of(file), Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the schedule of the only draft, which nothing keeps from being carried over. */
    public static Schedule only(List<Draft> drafts) {
        assertEquals(1, drafts.size());
        return schedule(drafts.get(0));
    }

    /** Returns what keeps the only draft from being carried over; what no schedule can be made of is an obstacle too. */
    public static String left(List<Draft> drafts) {
        assertEquals(1, drafts.size());
        Draft draft = drafts.get(0);
        return draft.obstacles()
                .orElseGet(() -> assertThrows(IllegalArgumentException.class, () -> build(draft))
                        .getMessage());
    }

    /** Returns the schedules of all drafts that nothing keeps from being carried over. */
    public static List<Schedule> carried(List<Draft> drafts) {
        return drafts.stream()
                .filter(draft -> draft.obstacles().isEmpty())
                .map(Drafts::schedule)
                .toList();
    }

    /** Asserts that each of some beginnings is that of a remark. */
    public static void assertRemarks(Draft draft, List<String> beginnings) {
        for (String beginning : beginnings) {
            assertTrue(
                    draft.remarks().stream().anyMatch(remark -> remark.startsWith(beginning)),
                    () -> beginning + " does not begin any of " + draft.remarks());
        }
    }

    /** Returns what all schedules are due at, each instant once. */
    public static List<Instant> due(List<Schedule> schedules, Instant from, Instant until, ZoneId zone) {
        TreeSet<Instant> due = new TreeSet<>();
        for (Schedule schedule : schedules) {
            Optional<Instant> next = schedule.recurrence().next(from.minusSeconds(1), zone);
            while (next.isPresent() && next.get().isBefore(until)) {
                due.add(next.get());
                next = schedule.recurrence().next(next.get(), zone);
            }
        }
        return List.copyOf(due);
    }

    /** Looks at every minute, in UTC. */
    public static List<Instant> minutes(Instant from, Instant until, Predicate<LocalDateTime> due) {
        List<Instant> found = new ArrayList<>();
        LocalDateTime end = LocalDateTime.ofInstant(until, ZoneOffset.UTC);
        for (LocalDateTime at = LocalDateTime.ofInstant(from, ZoneOffset.UTC);
                at.isBefore(end);
                at = at.plusMinutes(1)) {
            if (due.test(at)) {
                found.add(at.toInstant(ZoneOffset.UTC));
            }
        }
        return found;
    }

    private static Schedule schedule(Draft draft) {
        assertEquals(Optional.empty(), draft.obstacles());
        return build(draft);
    }

    private static Schedule build(Draft draft) {
        Schedule.Builder builder = Schedule.of(draft.nameHint(), recurrence(draft.texts()));
        choice(draft, "first", First.class).ifPresent(builder::first);
        choice(draft, "catch-up", CatchUp.class).ifPresent(builder::catchUp);
        choice(draft, "overlap", Overlap.class).ifPresent(builder::overlap);
        duration(draft, "spacing").ifPresent(builder::spacing);
        duration(draft, "splay").ifPresent(builder::splay);
        duration(draft, "timeout").ifPresent(builder::timeout);
        builder.retry(draft.retry().orElse(Retry.NONE));
        builder.onBattery(draft.flags().getOrDefault("on-battery", true));
        builder.wakeMachine(draft.flags().getOrDefault("wake-machine", false));
        builder.enabled(draft.flags().getOrDefault("enabled", true));
        return builder.run(draft.command()).build();
    }

    private static Recurrence recurrence(Map<String, String> texts) {
        return texts.containsKey("every")
                ? Every.of(DurationText.parse(texts.get("every")))
                : new Cron(
                        texts.get("cron"),
                        Optional.ofNullable(texts.get("zone")).map(ZoneId::of),
                        "skip".equals(texts.get("dst-gap")) ? DstGap.SKIP : DstGap.SHIFT,
                        DstOverlap.FIRST);
    }

    private static <E extends Enum<E>> Optional<E> choice(Draft draft, String key, Class<E> type) {
        return Optional.ofNullable(draft.texts().get(key))
                .map(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static Optional<Duration> duration(Draft draft, String key) {
        return Optional.ofNullable(draft.texts().get(key)).map(DurationText::parse);
    }
}
