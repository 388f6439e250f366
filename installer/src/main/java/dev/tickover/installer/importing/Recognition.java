package dev.tickover.installer.importing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what a file is, by its content first and its name second. */
final class Recognition {

    static final String ACCEPTED =
            "accepted are crontabs, launchd property lists in XML, systemd timers, and task XML; --format says which it is";

    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?(plist|Tasks?)[\\s/>]");
    private static final Pattern UNIT_SECTION = Pattern.compile("(?m)^\\s*\\[(Unit|Timer|Service|Install)]\\s*$");
    private static final Pattern CRON_ENTRY =
            Pattern.compile("(?m)^[ \\t]*(@[A-Za-z]+|[-0-9*~,/?]\\S*([ \\t]+[-0-9A-Za-z*~,/?#]+){4})[ \\t]+\\S");
    private static final Pattern NOT_BLANK = Pattern.compile("(?m)^[ \\t]*[^#\\s]");

    private Recognition() {}

    static SourceKind kind(Source source) {
        String text = source.text();
        if (text.stripLeading().startsWith("<")) {
            return ofXml(source);
        }
        if (isNamed(source, ".plist") || isNamed(source, ".xml")) {
            throw SourceReader.damaged(source.name() + ":1: is no XML", "export it anew; " + ACCEPTED);
        }
        if (isNamed(source, ".timer")
                || isNamed(source, ".service")
                || UNIT_SECTION.matcher(text).find()) {
            return SourceKind.SYSTEMD;
        }
        boolean crontab = source.path().isEmpty()
                || isCrontabByName(source)
                || !NOT_BLANK.matcher(text).find();
        if (crontab || CRON_ENTRY.matcher(text).find()) {
            return isSystemCrontab(source) ? SourceKind.SYSTEM_CRONTAB : SourceKind.CRONTAB;
        }
        throw SourceReader.damaged(source.name() + ": cannot tell what kind of file this is", ACCEPTED);
    }

    private static SourceKind ofXml(Source source) {
        var root = ROOT.matcher(source.text());
        if (!root.find()) {
            throw SourceReader.damaged(source.name() + ": neither a property list nor a task", ACCEPTED);
        }
        return root.group(1).equals("plist") ? SourceKind.LAUNCHD : SourceKind.TASK;
    }

    private static boolean isNamed(Source source, String ending) {
        return source.fileName().endsWith(ending);
    }

    private static boolean isCrontabByName(Source source) {
        String name = source.fileName();
        return name.startsWith("crontab") || name.endsWith(".cron") || name.endsWith(".crontab");
    }

    /** These have a column for the user (crontab(5), cron(8)). */
    private static boolean isSystemCrontab(Source source) {
        Optional<Path> path = source.path().map(file -> file.toAbsolutePath().normalize());
        return path.isPresent()
                && (path.get().equals(Path.of("/etc/crontab"))
                        || path.get().endsWith(Path.of("etc", "crontab"))
                        || "cron.d".equals(String.valueOf(path.get().getParent().getFileName())));
    }
}
