package dev.tickover.installer.importing;

import dev.tickover.installer.UserException;
import dev.tickover.machine.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one manifest of any number of sources. Runs nothing that is in them. */
public final class Importer {

    private final Environment environment;
    private final Instant now;
    private final Optional<SourceKind> format;

    /**
     * Makes an importer.
     *
     * @param environment whose home folder and variables stand in for those that a source names
     * @param now the present, which tells times that are over
     * @param format what every source is; empty to find out
     */
    public Importer(Environment environment, Instant now, Optional<SourceKind> format) {
        this.environment = environment;
        this.now = now;
        this.format = format;
    }

    /**
     * Imports sources.
     *
     * @param appId the id of the application that their jobs become schedules of, well-formed
     * @param sources the files
     * @return what became of each entry, and the manifest
     * @throws UserException if a source is damaged; all that are damaged are told at once
     */
    public ImportResult run(String appId, List<Source> sources) {
        List<Carried> carried = new ArrayList<>();
        List<UserException> failures = new ArrayList<>();
        ScheduleNames names = new ScheduleNames();
        for (Source source : withoutServicesOfTimers(sources)) {
            try {
                SourceKind kind = format.orElseGet(() -> Recognition.kind(source));
                for (Draft draft : drafts(source, kind)) {
                    carried.add(Carried.of(draft, kind, names));
                }
            } catch (UserException damaged) {
                failures.add(damaged);
            }
        }
        if (!failures.isEmpty()) {
            throw joined(failures);
        }
        return ImportResult.of(appId, sources, carried);
    }

    /** Whoever names all the units of a folder names the services too, which are read with their timers. */
    private static List<Source> withoutServicesOfTimers(List<Source> sources) {
        Set<Optional<Path>> timers = new HashSet<>();
        sources.forEach(source -> timers.add(source.path()));
        return sources.stream()
                .filter(source -> !source.fileName().endsWith(".service") || !timers.contains(timerBeside(source)))
                .toList();
    }

    private static Optional<Path> timerBeside(Source service) {
        return service.path()
                .map(path -> path.resolveSibling(service.fileName().replaceFirst("\\.service$", ".timer")));
    }

    private List<Draft> drafts(Source source, SourceKind kind) {
        boolean crontab = kind == SourceKind.CRONTAB || kind == SourceKind.SYSTEM_CRONTAB;
        if (!crontab && OwnDocuments.isOwn(source)) {
            return List.of(OwnDocuments.refused(source));
        }
        return switch (kind) {
            case CRONTAB -> CrontabReader.read(source, false);
            case SYSTEM_CRONTAB -> CrontabReader.read(source, true);
            case LAUNCHD -> JobReader.read(source);
            case SYSTEMD -> TimerReader.read(source, environment);
            case TASK -> TaskReader.read(source, environment, now);
        };
    }

    private static UserException joined(List<UserException> failures) {
        UserException first = failures.get(0);
        String what =
                String.join("\n", failures.stream().map(Throwable::getMessage).toList());
        return new UserException(first.code(), what, first.advice());
    }
}
