package dev.tickover.installer.doctor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which program an entry's documents call: the one thing that checks need of them. */
final class EntryProgram {

    private static final Pattern UNIT = Pattern.compile("(?m)^ExecStart=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PROPERTY_LIST =
            Pattern.compile("<key>ProgramArguments</key>\\s*<array>\\s*<string>([^<]*)</string>");
    private static final Pattern TASK = Pattern.compile("<Command>\"?([^<\"]*)\"?</Command>");

    private EntryProgram() {}

    static Optional<Path> in(Collection<String> documents) {
        for (String document : documents) {
            Optional<String> program =
                    unit(document).or(() -> markup(PROPERTY_LIST, document)).or(() -> markup(TASK, document));
            if (program.isPresent()) {
                return path(program.get());
            }
        }
        return Optional.empty();
    }

    /** systemd.service(5), "Command lines": what a backslash or a percent sign hides; in a program's path a dollar is one. */
    private static Optional<String> unit(String document) {
        Matcher matcher = UNIT.matcher(document);
        return matcher.find()
                ? Optional.of(matcher.group(1).replaceAll("\\\\(.)", "$1").replace("%%", "%"))
                        // Stands before a program whose path systemd would refuse.
                        .filter(program -> !program.equals("/usr/bin/env"))
                : Optional.empty();
    }

    private static Optional<String> markup(Pattern pattern, String document) {
        Matcher matcher = pattern.matcher(document);
        return matcher.find()
                ? Optional.of(matcher.group(1)
                        .strip()
                        .replace("&quot;", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&"))
                : Optional.empty();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException ofAnotherSystem) {
            return Optional.empty();
        }
    }
}
