package dev.tickover.systemd.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.UnixCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A reader of what a service runs, and how (systemd.service(5), systemd.exec(5)). */
final class ServiceReader {

    private static final String SERVICE = "Service";

    /** What carries over, or makes no difference to a command that is run to its end. */
    private static final Set<String> KNOWN = Set.of(
            "Type",
            "ExecStart",
            "ExecStartPre",
            "ExecStartPost",
            "Environment",
            "EnvironmentFile",
            "WorkingDirectory",
            "User",
            "Group",
            "TimeoutSec",
            "TimeoutStartSec",
            "RuntimeMaxSec",
            "SyslogIdentifier",
            "StandardOutput",
            "StandardError",
            "RemainAfterExit");

    private static final Set<String> KNOWN_UNIT =
            Set.of("Description", "Documentation", "ConditionACPower", "RefuseManualStart");

    private final UnitFile unit;
    private final Specifiers specifiers;
    private final Draft draft;

    private ServiceReader(UnitFile unit, Specifiers specifiers, Draft draft) {
        this.unit = unit;
        this.specifiers = specifiers;
        this.draft = draft;
    }

    static void addTo(Draft draft, UnitFile unit, Specifiers specifiers) {
        ServiceReader reader = new ServiceReader(unit, specifiers, draft);
        try {
            reader.addCommand();
        } catch (NotExpressibleException unknown) {
            draft.obstacle("its service has " + unknown.getMessage());
        }
        reader.addLimit();
        reader.addRemarks();
    }

    private void addCommand() throws NotExpressibleException {
        Map<String, String> environment = environment();
        Map<String, String> variables = new LinkedHashMap<>();
        specifiers.home().ifPresent(home -> variables.put("HOME", home));
        variables.putAll(environment);
        List<ExecLine> lines = new ArrayList<>();
        for (String key : List.of("ExecStartPre", "ExecStart", "ExecStartPost")) {
            for (UnitFile.Setting setting : unit.all(SERVICE, key)) {
                lines.add(ExecLine.parse(setting.value(), specifiers, variables));
            }
        }
        if (unit.all(SERVICE, "ExecStart").isEmpty()) {
            throw new NotExpressibleException("no ExecStart=");
        }
        UnixCommand command = new UnixCommand(words(lines));
        Optional<String> folder = unit.last(SERVICE, "WorkingDirectory");
        if (folder.isPresent()) {
            command.in(specifiers.resolve(folder.get().replaceFirst("^-", "")));
        }
        draft.run(command.with(environment).arguments());
    }

    /** Several commands run one after the other, until one fails. */
    private List<String> words(List<ExecLine> lines) {
        if (lines.stream().anyMatch(line -> line.prefixes().matches(".*[+!].*"))) {
            draft.remark("a command with + or ! runs with the rights of all the others");
        }
        if (lines.stream().anyMatch(line -> line.prefixes().indexOf('@') >= 0)) {
            draft.remark("a command with @ gets its own name, not the one behind the @");
        }
        if (lines.size() > 1 || lines.get(0).mayFail()) {
            String all = lines.stream().map(ExecLine::shellText).collect(Collectors.joining(" && "));
            return List.of("/bin/sh", "-c", all);
        }
        return lines.get(0).words();
    }

    private Map<String, String> environment() throws NotExpressibleException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (UnitFile.Setting setting : unit.all(SERVICE, "Environment")) {
            for (String word : UnitWords.split(setting.value())) {
                String assignment = specifiers.resolve(word);
                int equals = assignment.indexOf('=');
                if (equals > 0) {
                    environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
                }
            }
        }
        return environment;
    }

    /** The start of a oneshot is its whole run, and has no limit unless one is given. */
    private void addLimit() {
        boolean oneshot = unit.last(SERVICE, "Type").equals(Optional.of("oneshot"));
        Optional<String> limit = oneshot
                ? unit.last(SERVICE, "TimeoutStartSec").or(() -> unit.last(SERVICE, "TimeoutSec"))
                : unit.last(SERVICE, "RuntimeMaxSec");
        try {
            Duration asked = limit.isPresent() ? TimeSpan.parse(limit.get()) : Duration.ZERO;
            draft.timeout(asked);
        } catch (NotExpressibleException malformed) {
            draft.remark("time limit left out: " + malformed.getMessage());
        }
    }

    private void addRemarks() {
        unit.last(SERVICE, "Type")
                .filter(type ->
                        Set.of("forking", "notify", "notify-reload", "dbus").contains(type))
                .ifPresent(
                        type -> draft.remark("Type=" + type + ": Tickover waits until the program itself has ended"));
        unit.last(SERVICE, "User")
                .ifPresent(user -> draft.remark("User=" + user + ": it runs as whoever installs it"
                        + (user.equals("root") ? "; for root, install with --scope system" : "")));
        unit.last(SERVICE, "Group")
                .ifPresent(group -> draft.remark("Group=" + group + ": it runs in the user's own group"));
        unit.all(SERVICE, "EnvironmentFile")
                .forEach(file -> draft.remark("EnvironmentFile=" + file.value()
                        + ": not read; have the command read it, or write its variables into the command"));
        if (unit.isOn("Unit", "ConditionACPower")) {
            draft.put("on-battery", false);
        }
        Set<String> rest = unit.others(SERVICE, KNOWN);
        rest.addAll(unit.others("Unit", KNOWN_UNIT));
        if (!rest.isEmpty()) {
            draft.remark("of its service, without equal: " + String.join(", ", rest));
        }
    }
}
