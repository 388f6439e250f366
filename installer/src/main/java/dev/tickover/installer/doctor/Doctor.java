package dev.tickover.installer.doctor;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.FileFailure;
import dev.tickover.backend.Inventory;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes every check that applies. Changes nothing. */
public final class Doctor {

    private static final List<Check<ExaminedMachine>> OF_MACHINE =
            List.of(new SchedulerCheck(), new MacCheck(), new JavaOptionsCheck(), new FoldersCheck());

    private static final List<Check<ExaminedApp>> OF_APP = List.of(
            new StateCheck(),
            new DocumentCheck(),
            new EntryCheck(),
            new LogCheck(),
            new PulseCheck(),
            new HostCheck(),
            new HistoryCheck());

    private final ExaminedMachine machine;

    /**
     * Makes a doctor.
     *
     * @param machine the machine, with the applications to look at
     */
    public Doctor(ExaminedMachine machine) {
        this.machine = machine;
    }

    /**
     * Looks at the machine and its applications.
     *
     * @return what was found
     */
    public Examination examine() {
        Round round = new Round(machine);
        OF_MACHINE.forEach(check -> round.make(check, machine, Optional.empty()));
        boolean schedulerAnswers = round.findings.stream()
                .noneMatch(finding ->
                        finding.check().severity() == Severity.PROBLEM && finding.check() != CheckId.DISK_FULL);
        for (AppFolder folder : machine.apps()) {
            admit(folder, schedulerAnswers, round).ifPresent(examined -> {
                for (Check<ExaminedApp> check : OF_APP) {
                    round.make(check, examined, Optional.of(examined.app().id()));
                }
            });
        }
        return round.examination();
    }

    /** Returns the checks that the examinations of this class make. */
    static Set<CheckId> ids() {
        Set<CheckId> ids = EnumSet.of(CheckId.COMPILED_DAMAGED);
        OF_MACHINE.forEach(check -> ids.addAll(check.ids()));
        OF_APP.forEach(check -> ids.addAll(check.ids()));
        return ids;
    }

    private Optional<ExaminedApp> admit(AppFolder folder, boolean schedulerAnswers, Round round) {
        try {
            InstalledApp app = Compiled.app(folder);
            List<InstalledSchedule> schedules = Compiled.schedules(folder, app);
            Optional<Backend> backend = machine.backends().named(app.backend());
            Optional<Inventory> inventory =
                    backend.isPresent() && schedulerAnswers ? inspect(app, backend.get(), round) : Optional.empty();
            round.made.add(CheckId.COMPILED_DAMAGED);
            return Optional.of(new ExaminedApp(machine, folder, app, schedules, backend, inventory));
        } catch (IOException unreadable) {
            round.findings.add(new Finding(
                    CheckId.COMPILED_DAMAGED,
                    Optional.of(folder.path().getName()),
                    FileFailure.text(unreadable),
                    "tickover install MANIFEST: its state and history stay"));
            return Optional.empty();
        }
    }

    private Optional<Inventory> inspect(InstalledApp app, Backend backend, Round round) {
        try {
            return Optional.of(backend.inspect(
                    new AppAddress(app.id(), app.scope()),
                    machine.platform().environment(),
                    machine.platform().runner()));
        } catch (RuntimeException cannot) {
            // No home folder, or files that cannot be listed: words for people, and worth all the other checks.
            round.findings.add(new Finding(
                    CheckId.SCHEDULER_UNAVAILABLE,
                    Optional.of(app.id()),
                    String.valueOf(cannot.getMessage()),
                    "set HOME, and see who owns that folder"));
            return Optional.empty();
        }
    }

    /** Collects what the checks find. */
    private static final class Round {
        private final ExaminedMachine machine;
        private final Set<Finding> findings = new LinkedHashSet<>();
        private final Set<CheckId> made = EnumSet.noneOf(CheckId.class);

        Round(ExaminedMachine machine) {
            this.machine = machine;
        }

        <T> void make(Check<T> check, T subject, Optional<String> app) {
            try {
                findings.addAll(check.look(subject));
                boolean blind = subject instanceof ExaminedApp examined
                        && examined.backend().isPresent()
                        && examined.inventory().isEmpty()
                        && (check instanceof EntryCheck || check instanceof DocumentCheck);
                if (!blind) {
                    made.addAll(check.ids());
                }
            } catch (IOException unreadable) {
                findings.add(new Finding(
                        CheckId.COMPILED_DAMAGED,
                        app,
                        FileFailure.text(unreadable),
                        "see who owns it, or tickover install MANIFEST"));
            }
        }

        Examination examination() {
            Set<CheckId> ill = EnumSet.noneOf(CheckId.class);
            findings.forEach(finding -> ill.add(finding.check()));
            List<Finding> sorted = new ArrayList<>(findings);
            sorted.sort(
                    Comparator.comparing((Finding finding) -> finding.check().severity())
                            .reversed());
            List<CheckId> well = made.stream()
                    .filter(check -> !ill.contains(check) && check.appliesTo(machine.system()))
                    .toList();
            return new Examination(sorted, well);
        }
    }
}
