package dev.tickover.installer.install;

import dev.tickover.backend.Document;
import dev.tickover.backend.PlanStep;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DamagedException;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a manifest into the files that the tick client reads, keeping what an earlier installation has fixed. */
final class Compilation {

    private final AppFolder folder;
    private final InstallRequest request;
    private final App app;
    private final Optional<InstalledApp> former;
    private final Instant now;
    private final ZoneId zone;
    private final Map<String, Duration> offsets;

    Compilation(AppFolder folder, InstallRequest request, Platform platform) throws IOException {
        this.folder = folder;
        this.request = request;
        this.app = request.app();
        this.former = former(folder);
        this.now = platform.clocks().wall();
        this.zone = platform.clocks().zone();
        this.offsets = platform.offsets(app);
    }

    /** What is there; empty also if it is damaged: whoever installs again wants it mended. */
    private static Optional<InstalledApp> former(AppFolder folder) throws IOException {
        try {
            return folder.exists() ? Optional.of(Compiled.app(folder)) : Optional.empty();
        } catch (DamagedException unreadable) {
            return Optional.empty();
        }
    }

    Optional<InstalledApp> former() {
        return former;
    }

    /** By schedule name, how much this machine shifts its due instants. */
    Map<String, Duration> offsets() {
        return offsets;
    }

    InstalledApp app(
            String backend, List<String> launcher, Map<String, List<String>> kicks, Optional<Path> logs, Path runtime) {
        return new InstalledApp(
                app.id(),
                app.name(),
                app.start(),
                launcher,
                app.liveness(),
                app.schedules().stream().map(Schedule::name).toList(),
                request.scope(),
                backend,
                runtime.toString(),
                former.map(InstalledApp::installedAt).orElse(Instant.ofEpochSecond(now.getEpochSecond())),
                request.manifest().toString(),
                kicks,
                app.launchd(),
                logs.map(Path::toString));
    }

    /** The steps that bring the compiled files to what they should be; none where they are so already. */
    List<PlanStep> steps(InstalledApp installed) throws IOException {
        List<PlanStep> steps = new ArrayList<>();
        for (Schedule schedule : app.schedules()) {
            InstalledSchedule compiled =
                    new InstalledSchedule(app.id(), anchored(schedule), offsets.get(schedule.name()));
            addIfChanged(steps, folder.schedule(schedule.name()), Compiled.render(compiled));
        }
        addIfChanged(steps, folder.app(), Compiled.render(installed));
        for (String gone : gone()) {
            steps.add(new PlanStep.Delete(folder.schedule(gone).toPath()));
        }
        return steps;
    }

    /** The schedules of an earlier installation, even of one that was killed, that the manifest no longer has. */
    List<String> gone() throws IOException {
        List<String> names = app.schedules().stream().map(Schedule::name).toList();
        return StateFolders.schedules(folder).stream()
                .filter(name -> !names.contains(name))
                .toList();
    }

    /**
     * Fixes the anchor of an interval that divides no day: the local midnight before the installation. While the
     * interval stays the same, so does the anchor: an upgrade must not shift due instants.
     */
    private Schedule anchored(Schedule schedule) throws IOException {
        Recurrence recurrence = schedule.recurrence();
        if (!(recurrence instanceof Every every) || every.dividesDay()) {
            return schedule;
        }
        Instant anchor = formerAnchor(schedule.name(), every)
                .orElse(now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
        return schedule.withRecurrence(new Every(every.interval(), Optional.of(anchor)));
    }

    private Optional<Instant> formerAnchor(String name, Every every) throws IOException {
        if (!folder.schedule(name).exists()) {
            return Optional.empty();
        }
        try {
            Recurrence before = Compiled.schedule(folder, name).schedule().recurrence();
            return before instanceof Every same && same.interval().equals(every.interval())
                    ? same.anchor()
                    : Optional.empty();
        } catch (DamagedException unreadable) {
            return Optional.empty();
        }
    }

    private static void addIfChanged(List<PlanStep> steps, File file, byte[] content) throws IOException {
        Path path = file.toPath();
        if (!Files.exists(path) || !java.util.Arrays.equals(Files.readAllBytes(path), content)) {
            String text = new String(content, StandardCharsets.UTF_8);
            steps.add(new PlanStep.Write(new Document(path, text, StandardCharsets.UTF_8)));
        }
    }
}
