package dev.tickover.installer.status;

import dev.tickover.event.Account;
import dev.tickover.event.ClockGap;
import dev.tickover.event.EventText;
import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.schedule.Every;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Words the history for people: one line an event, in local time. */
public final class HistoryText {

    private final ZoneId zone;

    /**
     * Makes it for a zone.
     *
     * @param zone the zone of the times
     */
    public HistoryText(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Words an event.
     *
     * @param event the event
     * @return one line
     */
    public String of(HistoryEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(TimeText.local(event.at(), zone));
        line.append("  ").append(pad(event.schedule().isEmpty() ? "-" : event.schedule(), 12));
        line.append("  ").append(pad(EventText.name(event), 9));
        if (event instanceof HistoryEvent.OfTick ofTick) {
            append(line, ofTick);
        } else if (event instanceof HistoryEvent.Accounted accounted) {
            append(line, accounted.account());
        } else if (event instanceof HistoryEvent.HostChanged changed) {
            append(line, changed);
        } else if (event instanceof HistoryEvent.Woken woken) {
            line.append("  ").append(woken.reason());
        } else if (event instanceof HistoryEvent.Paused paused) {
            line.append("  until ")
                    .append(paused.until().equals(Instant.MAX) ? "resumed" : TimeText.local(paused.until(), zone));
        } else if (event instanceof HistoryEvent.Installed installed) {
            boolean every = installed.rule().recurrence() instanceof Every;
            line.append(every ? "  every " : "  cron ")
                    .append(installed.rule().recurrence().text());
        } else if (event instanceof HistoryEvent.Pulsed pulsed) {
            line.append("  ").append(text(pulsed.gap()));
        } else if (event instanceof HistoryEvent.Repaired repaired) {
            append(line, repaired.generation(), repaired.what());
        } else if (event instanceof HistoryEvent.Blocked blocked) {
            line.append("  ").append(blocked.why());
        } else if (event instanceof HistoryEvent.PulseOverdue overdue) {
            line.append("  ").append(overdue.why());
        }
        return line.toString();
    }

    private void append(StringBuilder line, HistoryEvent.OfTick event) {
        Tick tick = event.tick();
        line.append("  ").append(tick.reason());
        if (!(event instanceof HistoryEvent.Delivered)) {
            appendDue(line, tick.due());
        }
        if (event instanceof HistoryEvent.Fired fired && fired.late().toSeconds() >= 1) {
            line.append("  ").append(TimeText.length(fired.late())).append(" late");
        }
        if (tick.missed() > 0) {
            line.append("  stands for ").append(tick.missed()).append(" more");
        }
        if (tick.attempt() > 1) {
            line.append("  attempt ").append(tick.attempt());
        }
        if (event instanceof HistoryEvent.EndOfTick end) {
            end.reason().ifPresent(reason -> line.append("  ").append(reason.text()));
        }
    }

    private void append(StringBuilder line, Account account) {
        appendDue(line, account.first());
        if (account.count() > 1) {
            line.append("  ×").append(account.count());
        }
        if (account.fate() == Fate.COALESCED) {
            line.append("  into ").append(account.into());
        }
        if (account.reason().kind() != Reason.Kind.CATCH_UP) {
            line.append("  ").append(account.reason().text());
        }
    }

    private void appendDue(StringBuilder line, Instant due) {
        line.append("  due ").append(TimeText.local(due, zone).substring(4));
    }

    /** Whoever comes is named by its process; what becomes of it later is told by its generation. */
    private static void append(StringBuilder line, HistoryEvent.HostChanged event) {
        boolean comes = event.change() == HostChange.ATTACHED || event.change() == HostChange.STANDBY;
        String process =
                comes && event.host().pid() > 0 ? "process " + event.host().pid() : "";
        String separator = process.isEmpty() || event.why().isEmpty() ? "" : ": ";
        append(line, event.host().generation(), process + separator + event.why());
    }

    private static void append(StringBuilder line, long generation, String what) {
        if (generation > 0) {
            line.append("  generation ").append(generation);
        }
        if (!what.isEmpty()) {
            line.append("  ").append(what);
        }
    }

    /** What the clocks said of the time since the pulse before. */
    private static String text(ClockGap gap) {
        StringBuilder text = new StringBuilder();
        text.append(length(gap.gapMs())).append(" after the one before");
        if (gap.rebooted()) {
            text.append(", rebooted");
        }
        if (gap.asleepMs() > 0) {
            text.append(", asleep for ").append(length(gap.asleepMs()));
        }
        long step = gap.clockStepMs();
        if (step != 0) {
            text.append(step > 0 ? ", clock set forward " : ", clock set back ").append(length(step));
        }
        return text.toString();
    }

    private static String length(long millis) {
        return TimeText.length(Duration.ofMillis(Math.abs(millis)));
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
