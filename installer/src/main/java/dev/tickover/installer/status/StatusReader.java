package dev.tickover.installer.status;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Document;
import dev.tickover.backend.EntryComparison;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Translation;
import dev.tickover.installer.install.DeploymentAssembly;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.RuntimeRecord;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.policy.Decider;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.Lease;
import dev.tickover.state.ScheduleStore;
import dev.tickover.tick.HostReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the status of an application. Changes nothing, but removes what standbys have left whose processes ended. */
public final class StatusReader {

    private final Platform platform;
    private final Optional<Backend> backend;
    private final TickRuntime runtime;

    /**
     * Makes a reader.
     *
     * @param platform the machine and the user
     * @param backend the scheduler that holds the application's entries; empty for the foreground runner
     * @param runtime the tick runtime, to tell whether entries are as they should be
     */
    public StatusReader(Platform platform, Optional<Backend> backend, TickRuntime runtime) {
        this.platform = platform;
        this.backend = backend;
        this.runtime = runtime;
    }

    /**
     * Reads the status of an application.
     *
     * @param folder its state folder
     * @return the status
     * @throws IOException if a file cannot be read
     */
    public AppStatus read(AppFolder folder) throws IOException {
        InstalledApp app = Compiled.app(folder);
        List<InstalledSchedule> schedules = Compiled.schedules(folder, app);
        Instant now = platform.clocks().wall();
        HistoryDigest digest = HistoryDigest.of(folder, now);
        Map<String, EntryStatus> entries = entries(folder, app, schedules);
        List<ScheduleStatus> all = new ArrayList<>();
        for (InstalledSchedule schedule : schedules) {
            all.add(status(folder, schedule, digest, entries, now));
        }
        HostStatus host =
                HostStatus.ask(folder, platform.machine(), app.liveness().staleAfter());
        return new AppStatus(app, orCrashed(host, digest), all);
    }

    /** The pulse that finds a host gone takes the lease from it; until another attaches, it is crashed all the same. */
    private static HostStatus orCrashed(HostStatus host, HistoryDigest digest) {
        Optional<Lease> lease = host.lease();
        if (host.state() != HostReport.State.ABSENT
                || lease.isEmpty()
                || !digest.hasCrashed(lease.get().generation())) {
            return host;
        }
        String why = "process " + lease.get().process().pid() + " is gone without having detached";
        return new HostStatus(HostReport.State.CRASHED, lease, why, host.standbys());
    }

    private ScheduleStatus status(
            AppFolder folder,
            InstalledSchedule installed,
            HistoryDigest digest,
            Map<String, EntryStatus> entries,
            Instant now)
            throws IOException {
        Schedule schedule = installed.schedule();
        ZoneId zone = platform.clocks().zone();
        ScheduleState stored = new ScheduleStore(folder, schedule.name()).peek();
        ScheduleState state = stored == null ? ScheduleState.fresh(now) : stored;
        DueInstants due = DueInstants.of(schedule.recurrence(), zone, installed.offset());
        Instant from =
                state.servedThrough().filter(served -> served.isAfter(now)).orElse(now);
        EntryStatus entry = entries.getOrDefault(schedule.name(), EntryStatus.NONE);
        return new ScheduleStatus(
                schedule.name(),
                schedule.recurrence().text(),
                schedule.enabled() ? due.next(from) : Optional.empty(),
                digest.lastTick(schedule.name()),
                schedule.enabled() ? Decider.owed(schedule, state, now, due) : 0,
                state.wakes().size(),
                digest.missed24h(schedule.name()),
                entry.word(),
                entry.why(),
                entry.next(),
                state.pausedUntil().filter(until -> until.isAfter(now)),
                schedule.enabled());
    }

    /** How an OS entry is, in a word, and why. */
    private record EntryStatus(String word, String why, Optional<Instant> next) {
        static final EntryStatus NONE = new EntryStatus("none", "");

        EntryStatus(String word, String why) {
            this(word, why, Optional.empty());
        }
    }

    private Map<String, EntryStatus> entries(AppFolder folder, InstalledApp app, List<InstalledSchedule> schedules) {
        Map<String, EntryStatus> statuses = new java.util.HashMap<>();
        if (backend.isEmpty()) {
            return statuses;
        }
        AppAddress address = new AppAddress(app.id(), app.scope());
        Inventory inventory = backend.get().inspect(address, platform.environment(), platform.runner());
        boolean runtimeIsGone = RuntimeRecord.read(Path.of(app.runtime())).isEmpty();
        Optional<Translation> wanted =
                runtimeIsGone ? Optional.empty() : Optional.of(translation(folder, app, schedules));
        for (InstalledSchedule schedule : schedules) {
            String name = schedule.schedule().name();
            if (schedule.schedule().enabled()) {
                List<Document> documents = wanted.flatMap(translation -> translation.entry(name))
                        .map(Translation.Entry::documents)
                        .orElse(List.of());
                Optional<Found> found = inventory.entry(name);
                statuses.put(name, status(EntryComparison.of(documents, found), found, runtimeIsGone));
            }
        }
        return statuses;
    }

    private Translation translation(AppFolder folder, InstalledApp app, List<InstalledSchedule> schedules) {
        Path state = folder.path().toPath();
        List<String> tickCommand = runtime.tickCommand(Path.of(app.runtime()), state);
        Backend scheduler = backend.orElseThrow();
        return scheduler.translate(new DeploymentAssembly(platform, scheduler)
                .ofInstalled(
                        app, schedules, state, tickCommand, platform.clocks().zone()));
    }

    private static EntryStatus status(EntryComparison comparison, Optional<Found> found, boolean runtimeIsGone) {
        return switch (comparison.verdict()) {
            case ABSENT -> new EntryStatus("missing", "the scheduler knows nothing of it");
            case INCOMPLETE ->
                new EntryStatus("missing", "there is no " + comparison.missing().get(0));
            case DISABLED -> new EntryStatus("disabled", found.orElseThrow().problemText());
            case DRIFTED -> new EntryStatus("drifted", comparison.drifted().get(0) + " is not as it was installed");
            case IN_FORCE ->
                runtimeIsGone
                        ? new EntryStatus("broken", "each pulse fails: the tick runtime is gone")
                        : new EntryStatus(
                                "in force",
                                found.orElseThrow().problemText(),
                                found.orElseThrow().next());
        };
    }
}
