package dev.tickover.installer.ledger;

import dev.tickover.installer.status.TimeText;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.UtcText;
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
    void add(JsonLine event) {
        if (event.text("at") == null) {
            return;
        }
        Instant at = UtcText.parse(event.text("at"));
        switch (event.text("event", "")) {
            case "pulse" -> pulse(event, at);
            case "detached", "crashed" -> {
                hostGoneSince = hostGoneSince == null ? at : hostGoneSince;
                hostCrashed = event.text("event").equals("crashed");
            }
            case "attached" -> {
                if (hostGoneSince != null) {
                    add(hostGoneSince, at, hostGone());
                }
                hostGoneSince = null;
            }
            case "paused" -> pausedSince = at;
            case "resumed" -> {
                add(pausedSince == null ? at : pausedSince, at, new GapCause(Cause.PAUSED, "paused"));
                pausedSince = null;
            }
            case "uninstalled" -> uninstalledSince = at;
            case "installed" -> {
                if (uninstalledSince != null) {
                    add(uninstalledSince, at, new GapCause(Cause.NOT_INSTALLED, "it was not installed"));
                }
                uninstalledSince = null;
            }
            case "deferred" -> deferred(event, at);
            default -> {
                // Nothing that could explain a gap.
            }
        }
    }

    private GapCause hostGone() {
        return hostCrashed
                ? new GapCause(Cause.HOST_CRASHED, "the host had crashed, and none was attached")
                : new GapCause(Cause.HOST_ABSENT, "no host was attached");
    }

    private void pulse(JsonLine event, Instant at) {
        Instant from = UtcText.parse(event.text("from", event.text("at")));
        Instant begin = from.isBefore(at) ? from : at;
        long step = event.number("clockStepMs", 0);
        if (step != 0) {
            String length = TimeText.length(Duration.ofMillis(Math.abs(step)));
            add(
                    begin,
                    at,
                    new GapCause(
                            Cause.CLOCK_STEPPED, "the clock was set " + (step > 0 ? "forward " : "back ") + length));
        }
        if (Boolean.TRUE.equals(event.value("rebooted"))) {
            Instant booted = at.minusMillis(event.number("upMs", 0));
            String what = "the machine was off or restarting, until it booted at " + TimeText.local(booted, zone);
            add(begin, at, new GapCause(Cause.POWERED_OFF, what));
            return;
        }
        long asleep = event.number("asleepMs", 0);
        long awake = Math.max(0, event.number("gapMs", 0) - step - asleep);
        if (asleep > 0) {
            String what = "the machine slept for " + TimeText.length(Duration.ofMillis(asleep)) + ", some time after "
                    + TimeText.local(from, zone);
            add(begin, at, new GapCause(Cause.ASLEEP, what));
        }
        if (asleep < awake && step == 0) {
            String what = "no pulse came for " + TimeText.length(Duration.ofMillis(event.number("gapMs", 0)))
                    + (asleep > 0 ? ", most of it awake" : "")
                    + ": the OS entry was missing or disabled, or the scheduler held it back";
            add(begin, at, new GapCause(Cause.NO_PULSE, what));
        }
    }

    private void deferred(JsonLine event, Instant at) {
        String why = event.text("why", "");
        Cause cause = Cause.HOST_REFUSED;
        if (why.startsWith("no host is attached")) {
            cause = Cause.HOST_ABSENT;
        } else if (why.contains("is gone without having detached")) {
            cause = Cause.HOST_CRASHED;
        } else if (why.contains("is frozen or hung")) {
            cause = Cause.HOST_HUNG;
        } else if (why.startsWith("staggered")) {
            cause = Cause.RULE;
        }
        add(at, at, new GapCause(cause, why));
    }

    private void add(Instant from, Instant until, GapCause finding) {
        items.addLast(new Item(from, until, finding));
        if (items.size() > KEPT) {
            items.removeFirst();
        }
    }

    /** Names the causes of a gap that began when something came due and ended when it was seen to. */
    List<GapCause> of(Instant due, Instant until, Optional<JsonLine> ending) {
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
            addOnce(findings, new GapCause(Cause.PAUSED, "paused"));
        }
        if (active.isPresent() && !active.get().contains(due, zone)) {
            addOnce(
                    findings,
                    new GapCause(
                            Cause.INACTIVE_HOURS,
                            "outside active hours " + active.get().text()));
        }
        ending.flatMap(Evidence::rule).ifPresent(rule -> addOnce(findings, rule));
        if (findings.isEmpty()) {
            findings.add(new GapCause(Cause.UNKNOWN, "the history holds no evidence of the cause"));
        }
        return findings;
    }

    /** What an event that dropped due instants says itself. */
    private static Optional<GapCause> rule(JsonLine event) {
        String why = event.text("why", event.text("into", ""));
        String name = event.text("event", "");
        if (why.equals("paused")) {
            return Optional.of(new GapCause(Cause.PAUSED, why));
        }
        boolean spacing = name.equals("coalesced") && why.startsWith("less than spacing");
        boolean told = name.equals("skipped") || name.equals("missed");
        return spacing || told ? Optional.of(new GapCause(Cause.RULE, why)) : Optional.empty();
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
