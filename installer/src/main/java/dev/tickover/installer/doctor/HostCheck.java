package dev.tickover.installer.doctor;

import dev.tickover.installer.status.HostStatus;
import dev.tickover.installer.status.TimeText;
import dev.tickover.policy.Decider;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.Liveness;
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
import java.util.stream.Collectors;

/** Looks whether an application's host is there and answers, where ticks wait for it. */
final class HostCheck implements Check<ExaminedApp> {

    private static final Duration LONG = Duration.ofDays(1);

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.SOCKET_DEAD, CheckId.HOST_HUNG, CheckId.HOST_ABSENT_LONG);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) throws IOException {
        List<Finding> findings = new ArrayList<>();
        HostStatus host = HostStatus.ask(
                examined.folder(),
                examined.machine().platform().machine(),
                examined.app().liveness().staleAfter());
        // One that stands by takes over from a host that ended before anybody could do anything about it.
        if (host.state() == State.CRASHED && host.standbys().isEmpty()) {
            findings.add(examined.finding(CheckId.SOCKET_DEAD, host.why(), start(examined)));
        } else if (host.state() == State.HUNG) {
            findings.add(examined.finding(CheckId.HOST_HUNG, host.why() + standingBy(host), endHung(examined, host)));
        }
        if (host.state() == State.ABSENT || host.state() == State.CRASHED) {
            findOwed(examined, host).ifPresent(findings::add);
        }
        return findings;
    }

    private static String standingBy(HostStatus host) {
        return host.standbys().isEmpty() ? "" : "; " + processes(host) + " stands by";
    }

    /** Names the hosts that stand by. */
    private static String processes(HostStatus host) {
        return host.standbys().stream()
                .map(standby -> "process " + standby.process().pid())
                .collect(Collectors.joining(", "));
    }

    private static String endHung(ExaminedApp examined, HostStatus host) {
        Liveness liveness = examined.app().liveness();
        String end =
                "end process " + host.lease().map(Lease::process).orElseThrow().pid();
        if (host.standbys().isEmpty()) {
            return end + ", then " + start(examined);
        }
        return "none is needed: once it has hung for " + TimeText.length(liveness.staleAfter())
                + ", the next pulse or sweep (every " + TimeText.length(liveness.sweep())
                + ") has a standby take over; to have that at once, " + end;
    }

    private static Optional<Finding> findOwed(ExaminedApp examined, HostStatus host) throws IOException {
        Instant now = examined.machine().now();
        for (InstalledSchedule installed : examined.schedules()) {
            ScheduleState state =
                    new ScheduleStore(examined.folder(), installed.schedule().name()).peek();
            boolean waits = state != null
                    && installed.schedule().enabled()
                    && !installed.schedule().isCommand()
                    && !Decider.isPaused(state, now)
                    && Decider.owed(installed.schedule(), state, now, examined.dueInstants(installed)) > 0;
            Optional<Instant> oldest = waits
                    ? examined.dueInstants(installed).next(state.servedThrough().orElse(state.installedAt()))
                    : Optional.empty();
            if (oldest.isPresent() && oldest.get().plus(LONG).isBefore(now)) {
                return Optional.of(examined.finding(
                        CheckId.HOST_ABSENT_LONG,
                        installed.schedule().name() + ": a tick was due " + TimeText.distance(oldest.get(), now)
                                + ", and no application is attached to take it" + standingBy(host),
                        host.standbys().isEmpty()
                                ? start(examined)
                                : "end " + processes(host) + ", which does not take over, then " + start(examined)));
            }
        }
        return Optional.empty();
    }

    private static String start(ExaminedApp examined) {
        return examined.app().start().isEmpty()
                ? "start the application: it gets what is owed when it attaches"
                : String.join(" ", examined.app().start());
    }
}
