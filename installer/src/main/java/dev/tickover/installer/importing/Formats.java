package dev.tickover.installer.importing;

import dev.tickover.importing.JobImporter;
import dev.tickover.importing.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The formats that can be imported. */
public final class Formats {

    static final String ACCEPTED =
            "accepted are crontabs, launchd property lists in XML, systemd timers, and task XML; --format says which it is";

    private static final List<JobImporter> CRONTABS = List.of(new CrontabImporter(false), new CrontabImporter(true));

    private final List<JobImporter> systems;

    private Formats(List<JobImporter> systems) {
        this.systems = List.copyOf(systems);
    }

    /**
     * Finds the formats of this distribution.
     *
     * @return those of crontabs, and those of the operating systems
     */
    public static Formats find() {
        List<JobImporter> found = new ArrayList<>();
        ServiceLoader.load(JobImporter.class).forEach(found::add);
        found.sort(Comparator.comparing(JobImporter::format));
        return new Formats(found);
    }

    /** {@return all names, for help and errors: crontabs first, then the others by name} */
    public List<String> names() {
        return Stream.concat(CRONTABS.stream(), systems.stream())
                .map(JobImporter::format)
                .toList();
    }

    /**
     * Finds a format by its name.
     *
     * @param name the name
     * @return the importer
     */
    public Optional<JobImporter> named(String name) {
        return first(importer -> importer.format().equals(name));
    }

    /** Checks whether another of the files is read together with a source. */
    boolean isReadWithAnother(Source source, Set<Path> files) {
        return first(importer ->
                        importer.readWith(source).filter(files::contains).isPresent())
                .isPresent();
    }

    /** Finds the format of a source. A crontab has the fewest marks, so crontabs come last. */
    JobImporter of(Source source) {
        boolean named =
                source.fileName().endsWith(".plist") || source.fileName().endsWith(".xml");
        if (named && !source.isXml()) {
            throw SourceReader.damaged(source.name() + ":1: is no XML", "export it anew; " + ACCEPTED);
        }
        return first(importer -> importer.recognizes(source))
                .orElseThrow(() -> SourceReader.damaged(
                        source.name()
                                + (source.isXml()
                                        ? ": neither a property list nor a task"
                                        : ": cannot tell what kind of file this is"),
                        ACCEPTED));
    }

    private Optional<JobImporter> first(Predicate<JobImporter> wanted) {
        return Stream.concat(systems.stream(), CRONTABS.stream()).filter(wanted).findFirst();
    }
}
