package dev.tickover.installer.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.VectorTable;
import dev.tickover.testing.VectorTable.Vector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays what bug reports saw of other schedulers under Tickover's rules, on all three OS models. */
class FieldTracesTest {

    private static final Path FOLDER =
            Path.of("src", "test", "resources", "dev", "tickover", "installer", "simulate", "field");
    private static final Path PAGE = Path.of("..", "docs", "replay.md");

    /** Stands for a manifest that is refused, where only the names of its schedules count. */
    private static final App ONE_JOB = new App(
            "field",
            Optional.empty(),
            List.of(),
            Liveness.DEFAULT,
            List.of(Schedule.of("job", Every.of(Duration.ofMinutes(1))).build()));

    private static VectorTable table() {
        return VectorTable.read(FieldTracesTest.class, "field-traces.tsv", 1);
    }

    @TestFactory
    List<DynamicTest> whatAReportWantsHappens() {
        return table().tests(FieldTracesTest::outcome);
    }

    @TestFactory
    List<DynamicTest> whatAReportSawIsInItsTrace() {
        return table().vectors().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    App app = app(vector.id()).orElse(ONE_JOB);
                    Checked checked =
                            Checked.seen(new Replay(app, trace(vector.id()).of(app), ZoneId.of("UTC")));
                    for (String check : vector.input(0).split(" ")) {
                        assertTrue(checked.holds(check), () -> check + " of " + checked.told(check));
                    }
                }))
                .toList();
    }

    @Test
    void thePageTellsEachReport() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Vector vector : table().vectors()) {
            String here = vector.ours().isPresent() ? vector.ours().get() : figures(vector);
            lines.add("| " + vector.id() + " | " + vector.input(0) + " | " + vector.expected() + " | " + here + " |");
        }
        String fresh = String.join("\n", lines);
        Files.writeString(Path.of("target", "field-traces.md"), fresh);
        String page = Files.readString(PAGE);
        int begin = page.indexOf("| openclaw-62294");
        assertTrue(begin >= 0, "the table is missing");
        assertEquals(
                fresh,
                page.substring(begin, page.indexOf("\n\n", begin)),
                "copy installer/target/field-traces.md into docs/replay.md if the change is right");
    }

    /** Returns what is wanted if it holds, else what is listed, else what came. */
    private static String outcome(Vector vector) {
        Optional<App> app = app(vector.id());
        if (app.isEmpty()) {
            return "refused";
        }
        List<String> failed = new ArrayList<>();
        for (OsModel model : OsModel.values()) {
            Checked checked = play(vector.id(), app.get(), model);
            for (String check : vector.expected().split(" ")) {
                if (!checked.holds(check)) {
                    failed.add(model + " " + check + ": " + checked.told(check));
                }
            }
        }
        return failed.isEmpty() ? vector.expected() : failed.toString();
    }

    private static String figures(Vector vector) {
        Checked checked = play(vector.id(), app(vector.id()).orElseThrow(), OsModel.SYSTEMD);
        List<String> told = new ArrayList<>();
        for (String check : vector.expected().split(" ")) {
            if (!told.contains(checked.told(check))) {
                told.add(checked.told(check));
            }
        }
        return String.join(" ", told);
    }

    private static Checked play(String id, App app, OsModel model) {
        try {
            ReplayTrace seen = trace(id).of(app);
            Replay replay = new Replay(app, seen, seen.zone().orElse(ZoneId.of("UTC")));
            Simulation simulation = replay.play(Duration.ZERO, model, 1);
            assertEquals(List.of(), simulation.violations());
            return Checked.played(replay, simulation);
        } catch (BadTraceException bad) {
            throw new AssertionError(id, bad);
        }
    }

    private static Optional<App> app(String id) {
        ManifestResult result = new ManifestReader().read(FOLDER.resolve(id + ".toml"));
        return result instanceof ManifestResult.Valid valid ? Optional.of(valid.app()) : Optional.empty();
    }

    private static ReplayTrace trace(String id) {
        try (BufferedReader reader = Files.newBufferedReader(FOLDER.resolve(id + ".jsonl"))) {
            return TraceReader.read(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (BadTraceException bad) {
            throw new AssertionError(id, bad);
        }
    }
}
