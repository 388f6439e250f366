package dev.tickover.installer.doctor;

import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
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
        Set<CheckId> ids = EnumSet.of(
                CheckId.ENTRY_MISSING, CheckId.ENTRY_DRIFTED, CheckId.ENTRY_FOREIGN_OWNER, CheckId.ON_BATTERY_RULES);
        for (Problem.Kind kind : Problem.Kind.values()) {
            ids.add(check(kind));
        }
        return ids;
    }

    /** Returns the check that a kind of problem belongs to. */
    static CheckId check(Problem.Kind kind) {
        return switch (kind) {
            case UNANSWERED -> CheckId.SCHEDULER_UNAVAILABLE;
            case FILE_MISSING, NOT_REGISTERED -> CheckId.ENTRY_MISSING;
            case CHANGED, UNREADABLE, NO_DOCUMENT -> CheckId.ENTRY_DRIFTED;
            case ELSEWHERE -> CheckId.ENTRY_ELSEWHERE;
            case NEVER_STARTS -> CheckId.ENTRY_NEVER_ELAPSES;
            case LAST_START_FAILED -> CheckId.LAST_START_FAILED;
            case DISABLED, STOPPED -> CheckId.ENTRY_DISABLED;
            case MASKED -> CheckId.ENTRY_MASKED;
            case UNREAD -> CheckId.ENTRY_UNREAD;
            case DROP_INS -> CheckId.ENTRY_DROP_IN;
            case SWITCHED_OFF -> CheckId.DISABLED_LABEL;
            case NOT_LOADED -> CheckId.NOT_LOADED;
            case HELD_BACK -> CheckId.PENDED_SPAWN;
            case SYMBOLIC_LINK -> CheckId.PLIST_SYMLINK;
            case OTHERS_MAY_WRITE -> CheckId.ENTRY_OPEN;
            case NO_LOG_FOLDER -> CheckId.LOG_FOLDER_MISSING;
            case TASK_DISABLED -> CheckId.TASK_DISABLED;
            case TRIGGERS_REFUSED -> CheckId.TRIGGERS_REFUSED;
            case CATCH_UP_CHANGED -> CheckId.START_WHEN_AVAILABLE;
            case BATTERY_CHANGED -> CheckId.BATTERY_SETTINGS;
            case TIME_LIMIT_CHANGED -> CheckId.EXECUTION_LIMIT;
            case LOGON_CHANGED -> CheckId.LOGON_TYPE;
        };
    }

    @Override
    public List<Finding> look(ExaminedApp examined) {
        List<Finding> findings = new ArrayList<>();
        if (examined.inventory().isEmpty()) {
            return findings;
        }
        Map<String, Found> entries =
                new TreeMap<>(examined.inventory().orElseThrow().entries());
        for (Translation.Entry wanted : examined.translation().entries()) {
            Found found = entries.remove(wanted.name());
            if (found == null) {
                findings.add(
                        examined.fixable(CheckId.ENTRY_MISSING, wanted.name() + ": the scheduler knows nothing of it"));
            } else {
                new Entry(examined, wanted, found).look(findings);
            }
        }
        entries.keySet()
                .forEach(name -> findings.add(examined.fixable(
                        CheckId.ENTRY_DRIFTED, name + ": an entry of no schedule, left by an earlier installation")));
        return findings;
    }

    /** Is one entry, wanted and found. */
    private record Entry(ExaminedApp examined, Translation.Entry wanted, Found found) {

        void look(List<Finding> findings) {
            Map<CheckId, List<String>> problems = new EnumMap<>(CheckId.class);
            for (Problem problem : found.problems()) {
                problems.computeIfAbsent(check(problem.kind()), check -> new ArrayList<>())
                        .add(problem.text());
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
                case ENTRY_MASKED -> systemctl + "unmask " + String.join(" ", found.unitsWith(Problem.Kind.MASKED));
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
            return wanted.documents().stream()
                    .filter(document -> document.path().equals(path))
                    .map(Document::content)
                    .anyMatch(content -> content.contains(MAINS_ONLY));
        }
    }
}
