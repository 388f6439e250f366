package dev.tickover.systemd.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The importer of timers of systemd. */
public final class SystemdImporter implements JobImporter {

    private static final Pattern SECTION = Pattern.compile("(?m)^\\s*\\[(Unit|Timer|Service|Install)]\\s*$");

    private static final Pattern OWN_UNIT =
            Pattern.compile("tickover\\.[A-Za-z0-9._-]+\\.[A-Za-z0-9_-]+\\.(timer|service)");

    /** Makes the importer, as {@link java.util.ServiceLoader} does. */
    public SystemdImporter() {}

    @Override
    public String format() {
        return "systemd";
    }

    @Override
    public boolean recognizes(Source source) {
        return !source.isXml()
                && (source.fileName().endsWith(".timer")
                        || source.fileName().endsWith(".service")
                        || SECTION.matcher(source.text()).find());
    }

    @Override
    public boolean isOwn(Source source) {
        return source.isMadeByTickover() || OWN_UNIT.matcher(source.fileName()).matches();
    }

    /** Whoever names all the units of a folder names the services too, which are read with their timers. */
    @Override
    public Optional<Path> readWith(Source source) {
        String name = source.fileName();
        return name.endsWith(".service")
                ? source.path().map(path -> path.resolveSibling(name.replaceFirst("\\.service$", ".timer")))
                : Optional.empty();
    }

    @Override
    public List<Draft> read(Source source, ImportContext context) {
        return new TimerReader(source, context).drafts();
    }
}
