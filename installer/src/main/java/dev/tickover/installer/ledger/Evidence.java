package dev.tickover.installer.ledger;

import dev.tickover.event.ClockGap;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.Reason;
import dev.tickover.installer.status.TimeText;
import dev.tickover.policy.Slack;
import dev.tickover.schedule.ActiveHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Collects, in the order of the history, what may explain a gap of one schedule: late pulses with what the clocks said,
 * hosts that came and went, pauses, ticks put off. Old evidence is forgotten, so that memory does not grow.
 */
final class Evidence {

    private static final int KEPT = 256;
    private static final GapCause PAUSED = new GapCause(Cause.PAUSED, "paused");

    private final ZoneId zone;
    private final Optional<ActiveHours> active;
    private final Deque<Item> items = new ArrayDeque<>();
    private Instant hostGoneSince;
    private boolean hostCrashed;
    private Instant pausedSince;
    private Instant uninstalledSince;

    /** Is something that held from one moment to another. */
    private record Item(Instant from, Instant until, GapCause finding) {
        /** What only held until then does not count, what happened at that very moment does. */
        boolean touches(Instant begin, Instant end) {
            boolean reaches = from.equals(until) ? !until.isBefore(begin) : until.isAfter(begin);
            return reaches && from.isBefore(end);
        }
    }

    Evidence(ZoneId zone, Optional<ActiveHours> active) {
        this.zone = zone;
        this.active = active;
    }

    /** Takes an event of the schedule, or of the whole application. */
    void add(HistoryEvent event) {
        Instant at = event.at();
        if (event instanceof HistoryEvent.Pulsed pulsed) {
            pulse(pulsed.gap(), at);
        } else if (event instanceof HistoryEvent.HostChanged changed) {
            hostChanged(changed.change(), at);
        } else if (event instanceof HistoryEvent.Paused) {
            pausedSince = at;
        } else if (event instanceof HistoryEvent.Resumed) {
            add(pausedSince == null ? at : pausedSince, at, PAUSED);
            pausedSince = null;
        } else if (event instanceof HistoryEvent.Uninstalled) {
            uninstalledSince = at;
        } else if (event instanceof HistoryEvent.Installed) {
            if (uninstalledSince != null) {
                add(uninstalledSince, at, new GapCause(Cause.NOT_INSTALLED, "it was not installed"));
            }
            uninstalledSince = null;
        } else if (event instanceof HistoryEvent.Deferred deferred) {
            deferred.reason().map(Evidence::cause).ifPresent(cause -> add(at, at, cause));
        }
    }

    private void hostChanged(HostChange change, Instant at) {
        if (change == HostChange.DETACHED || change == HostChange.CRASHED) {
            hostGoneSince = hostGoneSince == null ? at : hostGoneSince;
            hostCrashed = change == HostChange.CRASHED;
        } else if (change == HostChange.ATTACHED) {
            // A shorter absence, as between two hosts that take turns, made nobody late but whom a deferral names.
            if (hostGoneSince != null && hostGoneSince.plus(Slack.LATE).isBefore(at)) {
                add(hostGoneSince, at, hostGone());
            }
            hostGoneSince = null;
        }
    }

    private GapCause hostGone() {
        return hostCrashed
                ? new GapCause(Cause.HOST_CRASHED, "the host had crashed, and none was attached")
                : new GapCause(Cause.HOST_ABSENT, "no host was attached");
    }

    private void pulse(ClockGap gap, Instant at) {
        Instant from = gap.from();
        Instant begin = from.isBefore(at) ? from : at;
        long step = gap.clockStepMs();
        if (step != 0) {
            String length = TimeText.length(Duration.ofMillis(Math.abs(step)));
            String what = "the clock was set " + (step > 0 ? "forward " : "back ") + length;
            add(begin, at, new GapCause(Cause.CLOCK_STEPPED, what));
        }
        if (gap.rebooted()) {
            Instant booted = at.minusMillis(gap.upMs());
            String what = "the machine was off or restarting, until it booted at " + TimeText.local(booted, zone);
            add(begin, at, new GapCause(Cause.POWERED_OFF, what));
            return;
        }
        long asleep = gap.asleepMs();
        long awake = Math.max(0, gap.gapMs() - step - asleep);
        if (asleep > 0) {
            String what = "the machine slept for " + TimeText.length(Duration.ofMillis(asleep)) + ", some time after "
                    + TimeText.local(from, zone);
            add(begin, at, new GapCause(Cause.ASLEEP, what));
        }
        if (asleep < awake && step == 0) {
            String what = "no pulse came for " + TimeText.length(Duration.ofMillis(gap.gapMs()))
                    + (asleep > 0 ? ", most of it awake" : "")
                    + ": the OS entry was missing or disabled, or the scheduler held it back";
            add(begin, at, new GapCause(Cause.NO_PULSE, what));
        }
    }

    private static GapCause cause(Reason reason) {
        Cause cause = switch (reason.kind()) {
            case HOST_ABSENT -> Cause.HOST_ABSENT;
            case HOST_CRASHED -> Cause.HOST_CRASHED;
            case HOST_HUNG -> Cause.HOST_HUNG;
            case HOST_UNREACHABLE, ANSWER_LOST -> Cause.HOST_UNREACHABLE;
            case HOST_BUSY, HOST_REFUSED -> Cause.HOST_REFUSED;
            case CLIENT_DIED -> Cause.CLIENT_DIED;
            case ON_BATTERY -> Cause.ON_BATTERY;
            case PAUSED -> Cause.PAUSED;
            case INACTIVE_HOURS -> Cause.INACTIVE_HOURS;
            case SPACING,
                    OVERLAP,
                    STAGGERED,
                    BACK_OFF,
                    CATCH_UP_WINDOW,
                    NO_CATCH_UP,
                    MAX_CATCH_UP,
                    RESCHEDULED,
                    DISABLED -> Cause.RULE;
            case DUE, CATCH_UP, REDELIVERY, WAKE, NOT_DUE, FAILED, DUPLICATE, OTHER -> Cause.UNKNOWN;
        };
        return new GapCause(cause, reason.text());
    }

    private void add(Instant from, Instant until, GapCause finding) {
        items.addLast(new Item(from, until, finding));
        if (items.size() > KEPT) {
            items.removeFirst();
        }
    }

    /** Names the causes of a gap that began when something came due and ended when it was seen to. */
    List<GapCause> of(Instant due, Instant until, Optional<HistoryEvent.Accounted> ending) {
        List<GapCause> findings = new ArrayList<>();
        for (Item item : items) {
            if (item.touches(due, until)) {
                addOnce(findings, item.finding());
            }
        }
        if (hostGoneSince != null && hostGoneSince.isBefore(until)) {
            addOnce(findings, hostGone());
        }
        if (pausedSince != null && pausedSince.isBefore(until)) {
            addOnce(findings, PAUSED);
        }
        if (active.isPresent() && !active.get().contains(due, zone)) {
            addOnce(
                    findings,
                    new GapCause(
                            Cause.INACTIVE_HOURS,
                            "outside active hours " + active.get().text()));
        }
        ending.map(dropped -> cause(dropped.account().reason())).ifPresent(rule -> addOnce(findings, rule));
        if (findings.isEmpty()) {
            findings.add(new GapCause(Cause.UNKNOWN, "the history holds no evidence of the cause"));
        }
        return findings;
    }

    /** One finding of a kind is enough; what the history tells of a span says more than that it was met once. */
    private static void addOnce(List<GapCause> findings, GapCause finding) {
        for (GapCause known : findings) {
            if (known.cause() == finding.cause() && (finding.cause() != Cause.ASLEEP || known.equals(finding))) {
                return;
            }
        }
        findings.add(finding);
    }
}
