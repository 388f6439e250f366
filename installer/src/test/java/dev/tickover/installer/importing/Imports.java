package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Imports texts, and says what the manifest that comes of them is due at. */
final class Imports {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Imports() {}

    static ImportResult text(String fileName, String text) {
        return sources(new Source(fileName, Optional.of(Path.of(fileName)), text));
    }

    static ImportResult file(Path file) {
        return sources(SourceReader.read(file, file.getFileName().toString()));
    }

    static ImportResult sources(Source... sources) {
        return importer(OperatingSystem.LINUX, Map.of()).run("test", List.of(sources));
    }

    static Importer importer(OperatingSystem system, Map<String, String> variables) {
        Environment environment = new Environment(system, variables, Optional.of(Path.of("/home/me")), "me", false);
        return new Importer(environment, NOW, Optional.empty());
    }

    /** Reads the manifest as any command does. */
    static App app(ImportResult result) {
        ManifestResult read = new ManifestReader().read(result.manifest(), "manifest");
        return assertInstanceOf(ManifestResult.Valid.class, read, () -> read + "\n" + result.manifest())
                .app();
    }

    /** Returns the only schedule; nothing else may stand in the source. */
    static Schedule only(ImportResult result) {
        assertEquals(1, result.entries().size(), result::toString);
        assertEquals(Optional.empty(), result.entries().get(0).obstacle());
        App app = app(result);
        assertEquals(1, app.schedules().size());
        return app.schedules().get(0);
    }

    /** Returns the only entry, which could not be carried over. */
    static Carried left(ImportResult result) {
        assertEquals(1, result.entries().size(), result::toString);
        assertEquals("", result.manifest());
        return result.entries().get(0);
    }

    /** Returns what all schedules of an application are due at, each instant once. */
    static List<Instant> due(App app, Instant from, Instant until, ZoneId zone) {
        TreeSet<Instant> due = new TreeSet<>();
        for (Schedule schedule : app.schedules()) {
            Optional<Instant> next = schedule.recurrence().next(from.minusSeconds(1), zone);
            while (next.isPresent() && next.get().isBefore(until)) {
                due.add(next.get());
                next = schedule.recurrence().next(next.get(), zone);
            }
        }
        return List.copyOf(due);
    }

    /** Looks at every minute, in UTC. */
    static List<Instant> minutes(Instant from, Instant until, Predicate<LocalDateTime> due) {
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
}
