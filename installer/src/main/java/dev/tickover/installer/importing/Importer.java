package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.Source;
import dev.tickover.installer.UserException;
import dev.tickover.machine.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way from any number of sources to one manifest. It runs nothing that is in them. */
public final class Importer {

    private final Formats formats = Formats.find();
    private final ImportContext context;
    private final Optional<JobImporter> format;

    /**
     * Makes an importer.
     *
     * @param environment the machine, whose home folder and variables stand for those that a source names
     * @param now the present, to find times that are over
     * @param format the format of every source; empty to find it out
     */
    public Importer(Environment environment, Instant now, Optional<JobImporter> format) {
        this.context = new ImportContext(environment, now, SourceReader::read);
        this.format = format;
    }

    /**
     * Imports sources.
     *
     * @param appId the id of the application that their jobs become schedules of, well-formed
     * @param sources the files
     * @return what became of each entry, and the manifest
     * @throws UserException if sources are damaged; it names them all
     */
    public ImportResult run(String appId, List<Source> sources) {
        List<Carried> carried = new ArrayList<>();
        List<UserException> failures = new ArrayList<>();
        ScheduleNames names = new ScheduleNames();
        for (Source source : alone(sources)) {
            try {
                JobImporter importer = format.orElseGet(() -> formats.of(source));
                for (Draft draft : drafts(source, importer)) {
                    carried.add(Carried.of(draft, importer.format(), names));
                }
            } catch (UserException damaged) {
                failures.add(damaged);
            } catch (MalformedSourceException malformed) {
                failures.add(SourceReader.damaged(malformed.getMessage(), malformed.advice()));
            }
        }
        if (!failures.isEmpty()) {
            throw joined(failures);
        }
        return ImportResult.of(appId, sources, carried);
    }

    private List<Source> alone(List<Source> sources) {
        Set<Path> files = new HashSet<>();
        sources.forEach(source -> source.path().ifPresent(files::add));
        return sources.stream()
                .filter(source -> !formats.isReadWithAnother(source, files))
                .toList();
    }

    private List<Draft> drafts(Source source, JobImporter importer) {
        if (!importer.isOwn(source)) {
            return importer.read(source, context);
        }
        Draft own = new Draft(source.at(1), source.fileName(), Draft.nameOf(source.fileName()));
        own.obstacle(Draft.OWN);
        return List.of(own);
    }

    private static UserException joined(List<UserException> failures) {
        UserException first = failures.get(0);
        String what =
                String.join("\n", failures.stream().map(Throwable::getMessage).toList());
        return new UserException(first.code(), what, first.advice());
    }
}
