package dev.tickover.installer.doctor;

import dev.tickover.installer.status.HostStatus;
import dev.tickover.installer.status.TimeText;
import dev.tickover.policy.Decider;
import dev.tickover.policy.ScheduleState;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.Lease;
import dev.tickover.state.ScheduleStore;
import dev.tickover.tick.HostReport.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks whether an application's host is there and answers, where ticks wait for it. */
final class HostCheck implements Check<Patient> {

    private static final Duration LONG = Duration.ofDays(1);

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.SOCKET_DEAD, CheckId.HOST_HUNG, CheckId.HOST_ABSENT_LONG);
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        HostStatus host =
                HostStatus.ask(patient.folder(), patient.app().liveness().staleAfter());
        if (host.state() == State.CRASHED) {
            findings.add(patient.finding(CheckId.SOCKET_DEAD, host.why(), start(patient)));
        } else if (host.state() == State.HUNG) {
            findings.add(patient.finding(
                    CheckId.HOST_HUNG,
                    host.why(),
                    "end process "
                            + host.lease().map(Lease::process).orElseThrow().pid() + ", then " + start(patient)));
        }
        if (host.state() == State.ABSENT || host.state() == State.CRASHED) {
            findOwed(patient).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> findOwed(Patient patient) throws IOException {
        Instant now = patient.machine().now();
        for (InstalledSchedule installed : patient.schedules()) {
            ScheduleState state =
                    new ScheduleStore(patient.folder(), installed.schedule().name()).peek();
            boolean waits = state != null
                    && installed.schedule().enabled()
                    && !installed.schedule().isCommand()
                    && !Decider.isPaused(state, now)
                    && Decider.owed(installed.schedule(), state, now, patient.dueInstants(installed)) > 0;
            Optional<Instant> oldest = waits
                    ? patient.dueInstants(installed).next(state.servedThrough().orElse(state.installedAt()))
                    : Optional.empty();
            if (oldest.isPresent() && oldest.get().plus(LONG).isBefore(now)) {
                return Optional.of(patient.finding(
                        CheckId.HOST_ABSENT_LONG,
                        installed.schedule().name() + ": a tick was due " + TimeText.distance(oldest.get(), now)
                                + ", and no application is attached to take it",
                        start(patient)));
            }
        }
        return Optional.empty();
    }

    private static String start(Patient patient) {
        return patient.app().start().isEmpty()
                ? "start the application: it gets what is owed when it attaches"
                : String.join(" ", patient.app().start());
    }
}
