package dev.tickover.testing;

import dev.tickover.event.EventText;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.Scope;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.History;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Is an application installed in a folder of a test, as the installer would leave it. */
public final class Installation {

    /** The application's id. */
    public static final String APP = "com.example.alma";

    private final AppFolder folder;

    private Installation(AppFolder folder) {
        this.folder = folder;
    }

    /** Installs the schedules below a folder, which may serve as {@code TICKOVER_HOME}. */
    public static Installation in(Path home, Schedule... schedules) throws IOException {
        AppFolder folder = new AppFolder(home.resolve("state").resolve(APP).toFile());
        folder.create();
        List<String> names = new ArrayList<>();
        for (Schedule schedule : schedules) {
            names.add(schedule.name());
            InstalledSchedule installed = new InstalledSchedule(APP, schedule, Duration.ZERO);
            Files.write(folder.schedule(schedule.name()).toPath(), Compiled.render(installed));
        }
        Liveness liveness = new Liveness(Duration.ofMinutes(2), OnHung.REPORT, List.of(), Duration.ofMinutes(15));
        InstalledApp app = new InstalledApp(
                APP,
                Optional.empty(),
                List.of(),
                List.of(),
                liveness,
                names,
                Scope.USER,
                "run",
                "",
                Instant.EPOCH,
                "tickover.toml");
        Files.write(folder.app().toPath(), Compiled.render(app));
        return new Installation(folder);
    }

    /** Says when the host counts as hung and what follows, how the application starts and how its entries do. */
    public Installation live(Liveness liveness, List<String> start, Map<String, List<String>> kicks)
            throws IOException {
        InstalledApp app = Compiled.app(folder);
        InstalledApp changed = new InstalledApp(
                app.id(),
                app.name(),
                start,
                List.of(),
                liveness,
                app.schedules(),
                app.scope(),
                app.backend(),
                app.runtime(),
                app.installedAt(),
                app.manifest(),
                kicks);
        Files.write(folder.app().toPath(), Compiled.render(changed));
        return this;
    }

    /** Returns a schedule that is due once at once and then not for months, with little patience. */
    public static Schedule.Builder rare(String name) {
        return Schedule.of(name, Every.of(Duration.ofDays(250)))
                .spacing(Duration.ZERO)
                .grace(Duration.ZERO)
                .timeout(Duration.ofSeconds(30));
    }

    /** Returns the state folder. */
    public AppFolder folder() {
        return folder;
    }

    /** Reads a schedule's state. */
    public ScheduleState state(String schedule) throws IOException {
        return new ScheduleStore(folder, schedule).peek();
    }

    /** Returns all that a host could change which is not the active one, but what shows that it stands by. */
    public Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.path().toPath())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                boolean isNote = file.toString().endsWith(".look")
                        || file.startsWith(folder.standbys().toPath());
                if (!isNote) {
                    contents.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        contents.computeIfPresent(
                folder.history().getPath(), (file, text) -> text.replaceAll("(?m)^.*\"event\":\"standby\".*\n", ""));
        return contents;
    }

    /** Returns the events of a name as the history writes them, oldest first. */
    public List<JsonLine> events(String name) throws IOException {
        List<JsonLine> events = new ArrayList<>();
        new History(folder).forEach(line -> {
            if (name.equals(EventText.name(line.event()))) {
                events.add(parsed(EventText.write(line.event())));
            }
        });
        return events;
    }

    private static JsonLine parsed(String text) {
        try {
            return JsonLine.parse(text);
        } catch (JsonException impossible) {
            throw new AssertionError(text, impossible);
        }
    }
}
