package dev.tickover.installer.importing;

import java.util.regex.Pattern;

/** Recognises what Tickover itself has made: it calls the tick client, and its source is a manifest. */
final class OwnDocuments {

    /** The comments of the three backends; what passed through plutil or schtasks has lost them, but not its names. */
    private static final Pattern MADE_BY_TICKOVER = Pattern.compile("(?i)(?:^#|<!--) ?made by tickover install\\b");

    private static final Pattern CLIENT = Pattern.compile("dev\\.tickover\\.tick\\.Main");
    private static final Pattern OWN_NAME =
            Pattern.compile("tickover\\.[A-Za-z0-9._-]+\\.[A-Za-z0-9_-]+\\.(timer|service)");

    private OwnDocuments() {}

    static boolean isOwn(Source source) {
        return MADE_BY_TICKOVER.matcher(source.text()).find()
                || CLIENT.matcher(source.text()).find()
                || OWN_NAME.matcher(source.fileName()).matches();
    }

    static Draft refused(Source source) {
        Draft draft = new Draft(source.at(1), source.fileName(), ScheduleNames.programOf(source.fileName()));
        draft.obstacle("Tickover made this itself; its source is the manifest that was installed, so import that which"
                + " Tickover did not make");
        return draft;
    }
}
