package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The importer of crontabs, of which no operating system is the owner. Tickover makes none.
 *
 * @param userColumn whether the lines have a column for the user, as in /etc/crontab and /etc/cron.d
 */
record CrontabImporter(boolean userColumn) implements JobImporter {

    private static final Pattern ENTRY =
            Pattern.compile("(?m)^[ \\t]*(@[A-Za-z]+|[-0-9*~,/?]\\S*([ \\t]+[-0-9A-Za-z*~,/?#]+){4})[ \\t]+\\S");
    private static final Pattern NOT_BLANK = Pattern.compile("(?m)^[ \\t]*[^#\\s]");

    @Override
    public String format() {
        return userColumn ? "system-crontab" : "crontab";
    }

    @Override
    public boolean recognizes(Source source) {
        return userColumn == hasUserColumn(source)
                && !source.isXml()
                && (source.path().isEmpty()
                        || isCrontabByName(source.fileName())
                        || !NOT_BLANK.matcher(source.text()).find()
                        || ENTRY.matcher(source.text()).find());
    }

    @Override
    public boolean isOwn(Source source) {
        return false;
    }

    @Override
    public List<Draft> read(Source source, ImportContext context) {
        return CrontabReader.read(source, userColumn);
    }

    private static boolean isCrontabByName(String name) {
        return name.startsWith("crontab") || name.endsWith(".cron") || name.endsWith(".crontab");
    }

    /** These have a column for the user (crontab(5), cron(8)). */
    private static boolean hasUserColumn(Source source) {
        Optional<Path> path = source.path().map(file -> file.toAbsolutePath().normalize());
        return path.isPresent()
                && (path.get().equals(Path.of("/etc/crontab"))
                        || path.get().endsWith(Path.of("etc", "crontab"))
                        || "cron.d".equals(String.valueOf(path.get().getParent().getFileName())));
    }
}
