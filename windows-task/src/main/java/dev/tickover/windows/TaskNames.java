package dev.tickover.windows;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names an application's tasks, {@code \Tickover-SID\APP\ENTRY} for a user and {@code \Tickover\APP\ENTRY} for the
 * machine, and the files of their documents, {@code APP.ENTRY.xml}.
 *
 * <p>Task names are one space for all users of a machine, in which a user neither sees nor may replace what another
 * made: hence the user's identifier, and that in the topmost folder, so that nobody needs rights in a folder of somebody
 * else's. The longest such name has 188 characters; {@code schtasks} takes 238.
 *
 * <p>An application's id may hold dots, an entry's name never does: {@code a.b.heartbeat.xml} belongs to the application
 * {@code a.b}.
 *
 * @param folder the application's folder of tasks
 * @param parent the folder that it lies in
 * @param filePrefix what each of the application's documents begins with
 */
record TaskNames(String folder, String parent, String filePrefix) {

    static final String FILE_SUFFIX = ".xml";

    /** Marks a file that a plan makes and takes away again. No segment holds two of these in a row. */
    static final String TRANSIENT = "~~";

    /** Names of devices, which no file of any extension may have (Microsoft Learn, "Naming Files, Paths, and Namespaces"). */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private static final String MARK = "~";

    static TaskNames of(String appId, Scope scope, String sid) {
        String parent = scope == Scope.USER ? "\\Tickover-" + sid : "\\Tickover";
        String app = segment(appId);
        return new TaskNames(parent + '\\' + app, parent, app + '.');
    }

    String task(String entry) {
        return folder + '\\' + segment(entry);
    }

    String file(String entry) {
        return filePrefix + segment(entry) + FILE_SUFFIX;
    }

    /** Returns the name of a file beside an entry's document that no plan leaves behind. */
    String transientFile(String entry, String what) {
        return filePrefix + segment(entry) + TRANSIENT + what + FILE_SUFFIX;
    }

    /** Returns the entry whose document, or transient file, bears the name; empty if it is none of this application's. */
    Optional<String> entryOfFile(String fileName) {
        if (!fileName.startsWith(filePrefix) || !fileName.endsWith(FILE_SUFFIX)) {
            return Optional.empty();
        }
        String middle = fileName.substring(
                filePrefix.length(), Math.max(filePrefix.length(), fileName.length() - FILE_SUFFIX.length()));
        int mark = middle.indexOf(TRANSIENT);
        return entry(mark < 0 ? middle : middle.substring(0, mark));
    }

    /** Returns the entry whose task bears the name; empty if it is none of this application's. */
    Optional<String> entryOfTask(String name) {
        String prefix = folder + '\\';
        return name.regionMatches(true, 0, prefix, 0, prefix.length())
                ? entry(name.substring(prefix.length()))
                : Optional.empty();
    }

    /**
     * Makes a name that differs from those of all other ids even where case does not count, ends in no dot, which
     * Windows would drop, and is no device's. Such an id gets a mark and, in hexadecimal, the places of its capitals.
     */
    static String segment(String id) {
        BigInteger capitals = BigInteger.ZERO;
        for (int i = 0; i < id.length(); i++) {
            if (Character.isUpperCase(id.charAt(i))) {
                capitals = capitals.setBit(i);
            }
        }
        String mark = MARK + capitals.toString(16);
        if (isDevice(id)) {
            // Windows looks at what stands before the first dot.
            int dot = id.indexOf('.');
            String marked = dot < 0 ? id + mark : id.substring(0, dot) + mark + id.substring(dot);
            return marked.endsWith(".") ? marked + MARK : marked;
        }
        return capitals.signum() != 0 || id.endsWith(".") ? id + mark : id;
    }

    private static boolean isDevice(String id) {
        int dot = id.indexOf('.');
        String name = (dot < 0 ? id : id.substring(0, dot)).toLowerCase(Locale.ROOT);
        return DEVICES.contains(name) || name.matches("(com|lpt)[0-9]");
    }

    private static Optional<String> entry(String segment) {
        int mark = segment.indexOf(MARK);
        String id = mark < 0 ? segment : segment.substring(0, mark);
        boolean known = Schedule.isName(id) || id.equals(Schedule.SWEEP);
        return known && segment(id).equals(segment) ? Optional.of(id) : Optional.empty();
    }
}
