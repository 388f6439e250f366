package dev.tickover.installer.doctor;

import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.ledger.Auditor;
import dev.tickover.installer.ledger.ScheduleAudit;
import dev.tickover.installer.status.TimeText;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Audits an application's history, and looks for clocks that were set. */
final class HistoryCheck implements Check<ExaminedApp> {

    private static final Duration RECENT = Duration.ofDays(7);

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.HISTORY_BROKEN, CheckId.CLOCK_STEPPED);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) {
        List<Finding> findings = new ArrayList<>();
        try {
            for (ScheduleAudit audit : new Auditor(examined.folder())
                    .audit(Optional.empty(), examined.machine().now())) {
                if (!audit.isClean()) {
                    findings.add(broken(
                            examined,
                            audit.schedule() + ": " + audit.problemCount() + " faults, the first: "
                                    + audit.problems().get(0).what()));
                }
            }
            findSteps(examined).ifPresent(findings::add);
        } catch (IOException unreadable) {
            findings.add(broken(examined, "it cannot be read: " + unreadable.getMessage()));
        }
        return findings;
    }

    private static Finding broken(ExaminedApp examined, String what) {
        return examined.finding(
                CheckId.HISTORY_BROKEN, what, "tickover audit " + examined.app().id());
    }

    private static Optional<Finding> findSteps(ExaminedApp examined) throws IOException {
        Instant since = examined.machine().now().minus(RECENT);
        List<HistoryEvent.Pulsed> steps = new ArrayList<>();
        new History(examined.folder()).forEachSince(since, line -> {
            if (line.event() instanceof HistoryEvent.Pulsed pulsed
                    && pulsed.gap().clockStepMs() != 0
                    && !pulsed.at().isBefore(since)) {
                steps.add(pulsed);
            }
        });
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        HistoryEvent.Pulsed last = steps.get(steps.size() - 1);
        long step = last.gap().clockStepMs();
        String what = "the clock was set " + (step > 0 ? "forward " : "back ")
                + TimeText.length(Duration.ofMillis(Math.abs(step))) + " before "
                + TimeText.local(
                        last.at(), examined.machine().platform().clocks().zone())
                + (steps.size() > 1 ? ", and " + (steps.size() - 1) + " more times are on record" : "");
        String mend = switch (examined.machine().system()) {
            case LINUX -> "timedatectl set-ntp true";
            case MACOS -> "sudo systemsetup -setusingnetworktime on";
            default -> "let the system set its clock by the network";
        };
        return Optional.of(examined.finding(CheckId.CLOCK_STEPPED, what, mend));
    }
}
