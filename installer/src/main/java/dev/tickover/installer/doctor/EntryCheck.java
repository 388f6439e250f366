package dev.tickover.installer.doctor;

import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Translation;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks at an application's entries as the backend's inspection finds them. */
final class EntryCheck implements Check<ExaminedApp> {

    private static final String MAINS_ONLY = "ConditionACPower=true";

    @Override
    public Set<CheckId> ids() {
        return EnumSet.of(
                CheckId.ENTRY_MISSING,
                CheckId.ENTRY_DISABLED,
                CheckId.ENTRY_MASKED,
                CheckId.ENTRY_DRIFTED,
                CheckId.ENTRY_UNREAD,
                CheckId.ENTRY_NEVER_ELAPSES,
                CheckId.ENTRY_DROP_IN,
                CheckId.ENTRY_ELSEWHERE,
                CheckId.ENTRY_FOREIGN_OWNER,
                CheckId.ENTRY_OPEN,
                CheckId.ON_BATTERY_RULES,
                CheckId.DISABLED_LABEL,
                CheckId.NOT_LOADED,
                CheckId.PENDED_SPAWN,
                CheckId.PLIST_SYMLINK,
                CheckId.LOG_FOLDER_MISSING,
                CheckId.LAST_START_FAILED,
                CheckId.TASK_DISABLED,
                CheckId.START_WHEN_AVAILABLE,
                CheckId.BATTERY_SETTINGS,
                CheckId.EXECUTION_LIMIT,
                CheckId.LOGON_TYPE,
                CheckId.TRIGGERS_REFUSED);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) {
        List<Finding> findings = new ArrayList<>();
        if (examined.inventory().isEmpty()) {
            return findings;
        }
        Map<String, Found> entries =
                new TreeMap<>(examined.inventory().orElseThrow().entries());
        Translation translation = examined.translation();
        for (Translation.Entry wanted : translation.entries()) {
            Found found = entries.remove(wanted.name());
            if (found == null) {
                if (isWanted(examined, wanted.name())) {
                    findings.add(examined.fixable(
                            CheckId.ENTRY_MISSING, wanted.name() + ": the scheduler knows nothing of it"));
                }
            } else {
                new Entry(examined, wanted, found).look(findings);
            }
        }
        entries.keySet()
                .forEach(name -> findings.add(examined.fixable(
                        CheckId.ENTRY_DRIFTED, name + ": an entry of no schedule, left by an earlier installation")));
        return findings;
    }

    private static boolean isWanted(ExaminedApp examined, String entry) {
        return examined.schedules().stream()
                .filter(installed -> installed.schedule().name().equals(entry))
                .allMatch(installed -> installed.schedule().enabled());
    }

    /** Is one entry, wanted and found. */
    private record Entry(ExaminedApp examined, Translation.Entry wanted, Found found) {

        void look(List<Finding> findings) {
            Map<CheckId, List<String>> problems = new EnumMap<>(CheckId.class);
            for (String problem : found.problems()) {
                problems.computeIfAbsent(ProblemWords.check(problem), check -> new ArrayList<>())
                        .add(problem);
            }
            problems.forEach((check, texts) -> findings.add(finding(check, String.join("; ", texts))));
            findForeignOwner().ifPresent(findings::add);
            findBatteryRules().ifPresent(findings::add);
        }

        private Finding finding(CheckId check, String what) {
            String told = wanted.name() + ": " + what;
            return check.isFixable() ? examined.fixable(check, told) : examined.finding(check, told, mend(check));
        }

        private String mend(CheckId check) {
            String systemctl = examined.app().scope() == Scope.USER ? "systemctl --user " : "sudo systemctl ";
            return switch (check) {
                case ENTRY_MASKED -> systemctl + "unmask " + masked();
                case ENTRY_NEVER_ELAPSES ->
                    examined.machine().system() == OperatingSystem.LINUX
                            ? systemctl + "restart " + wanted.osName()
                            : "tickover install " + examined.app().manifest();
                case ENTRY_DROP_IN ->
                    systemctl + "cat " + wanted.osName() + " shows them; to be rid of them: " + systemctl + "revert "
                            + wanted.osName();
                case ENTRY_ELSEWHERE ->
                    examined.machine().system() == OperatingSystem.MACOS
                            ? "see the command above, then tickover install "
                                    + examined.app().manifest()
                            : systemctl + "cat " + wanted.osName() + " shows it: remove that file, then " + systemctl
                                    + "daemon-reload";
                case PENDED_SPAWN ->
                    "switch Low Power Mode off, or log out and in; until then: tickover wake "
                            + examined.app().id() + " " + wanted.name();
                case PLIST_SYMLINK ->
                    "remove the link, then tickover install " + examined.app().manifest();
                case LAST_START_FAILED ->
                    "mend the other findings, then tickover install "
                            + examined.app().manifest();
                case TRIGGERS_REFUSED ->
                    "none is needed: the sweep pulses every "
                            + examined.app().liveness().sweep().toMinutes() + " minutes";
                default -> "tickover install " + examined.app().manifest();
            };
        }

        /** The service may be masked instead of the timer, or beside it. */
        private String masked() {
            List<String> units = new ArrayList<>();
            for (String problem : found.problems()) {
                if (problem.endsWith(" is masked by hand")) {
                    units.add(problem.substring(0, problem.indexOf(' ')));
                }
            }
            return String.join(" ", units);
        }

        private Optional<Finding> findForeignOwner() {
            FileFacts facts = examined.machine().files();
            Optional<Long> user = examined.machine().platform().environment().userId();
            for (Path path : found.documents().keySet()) {
                Optional<Long> owner = facts.owner(path);
                if (examined.app().scope() == Scope.USER
                        && user.isPresent()
                        && owner.isPresent()
                        && !owner.equals(user)) {
                    return Optional.of(examined.finding(
                            CheckId.ENTRY_FOREIGN_OWNER,
                            path + " belongs to user " + owner.get() + ", not to you",
                            "sudo chown "
                                    + examined.machine()
                                            .platform()
                                            .environment()
                                            .user()
                                    + " " + path));
                }
            }
            return Optional.empty();
        }

        private Optional<Finding> findBatteryRules() {
            for (Map.Entry<Path, String> document : found.documents().entrySet()) {
                if (document.getValue().lines().anyMatch(line -> line.strip().equals(MAINS_ONLY))
                        && Files.exists(document.getKey())) {
                    return Optional.of(examined.finding(
                            CheckId.ON_BATTERY_RULES,
                            wanted.name() + ": on battery it waits for mains (" + document.getKey() + ")",
                            isOfManifest(document.getKey())
                                    ? "on-battery = true in " + examined.app().manifest() + ", then tickover install "
                                            + examined.app().manifest()
                                    : "remove " + MAINS_ONLY + " from that file, then systemctl daemon-reload"));
                }
            }
            return Optional.empty();
        }

        private boolean isOfManifest(Path path) {
            return examined.translation().documents().stream()
                    .filter(document -> document.path().equals(path))
                    .map(Document::content)
                    .anyMatch(content -> content.contains(MAINS_ONLY));
        }
    }
}
