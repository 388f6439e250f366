package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.Origin;
import dev.tickover.importing.Source;
import dev.tickover.importing.UnixCommand;
import dev.tickover.importing.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of crontabs: those of Vixie's cron and of its heirs, Debian's and cronie (crontab(5)). */
final class CrontabReader {

    /** A variable may be quoted, and so may its value ({@code env.c} of Vixie's cron). */
    private static final Pattern VARIABLE = Pattern.compile(
            "(?:\"([^\"]*)\"|'([^']*)'|([^\\s=\"']+))\\s*=\\s*(?:\"(.*)\"|'(.*)'|(.*))", Pattern.DOTALL);

    private static final Pattern TIMES = Pattern.compile("(@\\S+|\\S+(?:[ \\t]+\\S+){4})[ \\t]+(.*)", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("(\\S+)[ \\t]+(.*)", Pattern.DOTALL);

    private final Source source;
    private final boolean userColumn;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private CrontabReader(Source source, boolean userColumn) {
        this.source = source;
        this.userColumn = userColumn;
    }

    static List<Draft> read(Source source, boolean userColumn) {
        return new CrontabReader(source, userColumn).entries();
    }

    private List<Draft> entries() {
        String[] lines = source.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Matcher variable = VARIABLE.matcher(line);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (variable.matches()) {
                variables.put(firstOf(variable, 1), firstOf(variable, 4));
            } else {
                addEntry(line, source.at(i + 1));
            }
        }
        if (!faults.isEmpty()) {
            throw SourceReader.damaged(
                    String.join("\n", faults),
                    "mend or remove what is no crontab line; --format says so if the file is something else");
        }
        return drafts;
    }

    private void addEntry(String line, Origin origin) {
        Matcher entry = TIMES.matcher(line);
        Matcher user = USER.matcher(entry.matches() ? entry.group(2) : "");
        if (!entry.matches() || userColumn && !user.matches()) {
            faults.add(origin + ": no crontab line: expected five times" + (userColumn ? ", a user" : "")
                    + " and a command, found \"" + VisibleText.of(line, 60) + "\"");
            return;
        }
        String commandLine = userColumn ? user.group(2) : entry.group(2);
        CrontabCommand command = CrontabCommand.of(commandLine);
        Draft draft = new Draft(origin, line, ScheduleNames.hintOf(command.shellLine()));
        CrontabTimes.add(draft, entry.group(1));
        if (userColumn) {
            draft.remark("user " + user.group(1) + ": it runs as whoever installs it"
                    + (user.group(1).equals("root") ? "; for root, install with --scope system" : ""));
        }
        draft.put("catch-up", "none").put("overlap", "allow");
        addVariables(draft);
        draft.run(arguments(command));
        drafts.add(draft);
    }

    /** cron starts a command in the folder that HOME names (crontab(5)). */
    private List<String> arguments(CrontabCommand command) {
        UnixCommand whole = new UnixCommand(command.arguments(variables.getOrDefault("SHELL", "/bin/sh")));
        Optional.ofNullable(variables.get("HOME")).ifPresent(whole::in);
        return whole.with(environment()).arguments();
    }

    private void addVariables(Draft draft) {
        Optional.ofNullable(variables.get("CRON_TZ")).ifPresent(zone -> {
            draft.put("zone", zone);
            draft.remark("CRON_TZ: taken for the zone of the times, as cronie does; Debian's cron ignores it");
        });
        if (!variables.getOrDefault("MAILTO", "").isEmpty()) {
            draft.remark("MAILTO=" + variables.get("MAILTO")
                    + ": nothing is mailed; what the command prints goes where the OS scheduler logs");
        }
        if (variables.containsKey("RANDOM_DELAY")) {
            draft.remark("RANDOM_DELAY=" + variables.get("RANDOM_DELAY") + " (minutes): consider splay");
        }
    }

    /** What cron keeps for itself is left out, and so is what any process has. */
    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.keySet().removeAll(List.of("MAILTO", "MAILFROM", "CRON_TZ", "RANDOM_DELAY", "LOGNAME", "USER"));
        environment.remove("SHELL", "/bin/sh");
        return environment;
    }

    private static String firstOf(Matcher matcher, int group) {
        for (int i = group; i < group + 3; i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }
}
