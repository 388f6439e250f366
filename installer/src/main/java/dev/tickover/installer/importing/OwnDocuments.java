package dev.tickover.installer.importing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises what Tickover itself has made: it calls the tick client, and its source is a manifest. There are no
 * crontabs among it.
 */
final class OwnDocuments {

    static final String REFUSAL = "Tickover made this itself; its source is the manifest that was installed";

    /** The comments of the three backends; what passed through plutil or schtasks has lost them, but not its names. */
    private static final Pattern MADE_BY_TICKOVER = Pattern.compile("(?i)(?:^# |<!-- )made by tickover install\\b");

    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("\\bdev\\.tickover\\.tick\\."),
            Pattern.compile("<key>Label</key>\\s*<string>tickover\\.[A-Za-z0-9._-]+\\.[A-Za-z0-9_-]+</string>"),
            Pattern.compile("<URI>\\\\Tickover(-S-[0-9-]+)?\\\\"));

    private static final Pattern UNIT =
            Pattern.compile("tickover\\.[A-Za-z0-9._-]+\\.[A-Za-z0-9_-]+\\.(timer|service)");

    private OwnDocuments() {}

    static boolean isOwn(Source source) {
        return MADE_BY_TICKOVER.matcher(source.text()).find()
                || NAMES.stream().anyMatch(name -> name.matcher(source.text()).find())
                || UNIT.matcher(source.fileName()).matches();
    }

    static Draft refused(Source source) {
        Draft draft = new Draft(source.at(1), source.fileName(), ScheduleNames.programOf(source.fileName()));
        draft.obstacle(REFUSAL);
        return draft;
    }
}
