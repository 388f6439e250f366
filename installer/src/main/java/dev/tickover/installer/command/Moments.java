package dev.tickover.installer.command;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.installer.simulate.Replay;
import dev.tickover.installer.simulate.Scenario;
import dev.tickover.installer.simulate.Simulation;
import dev.tickover.installer.status.TimeText;
import dev.tickover.simulation.TraceEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists, in the order of time, what happened to a schedule and what would have. */
final class Moments {

    private static final int MOST = 60;

    private final Replay replay;
    private final List<Moment> moments = new ArrayList<>();
    private final String title;
    private final Table table;

    private record Moment(Duration age, String seen, String would) {}

    Moments(Replay replay, String schedule, Simulation simulation) {
        this.replay = replay;
        this.title = schedule + ", moment by moment";
        for (TraceEvent event : replay.seenTrace().of(schedule).events()) {
            moments.add(new Moment(event.age(), seen(event), ""));
        }
        for (TraceEvent event : simulation.trace().of(schedule).events()) {
            if (event.what() instanceof TraceEvent.Begun begun) {
                moments.add(new Moment(event.age(), "", word(begun.tick())));
            } else if (event.recorded() instanceof HistoryEvent.Accounted accounted && !accounted.wasStarted()) {
                moments.add(new Moment(event.age(), "", word(accounted.account())));
            }
        }
        moments.sort(Comparator.comparing(Moment::age));
        table = new Table()
                .row("at", "seen", "with these rules on " + simulation.model().target());
    }

    private static String seen(TraceEvent event) {
        if (event.what() instanceof TraceEvent.Begun begun) {
            return "tick, " + begun.tick().reason();
        } else if (event.what() instanceof TraceEvent.CameDue) {
            return "due";
        } else if (event.what() instanceof TraceEvent.WorkTakes takes) {
            return "work takes " + TimeText.length(takes.work());
        } else if (event.what() instanceof TraceEvent.Stepped stepped) {
            return "clock set " + (stepped.by().isNegative() ? "back " : "forward ")
                    + TimeText.length(stepped.by().abs());
        } else if (event.what() instanceof TraceEvent.Moved moved) {
            return "zone " + moved.zone();
        } else if (event.what() instanceof TraceEvent.Changed changed) {
            return Scenario.words(changed);
        }
        return event.recorded() instanceof HistoryEvent.Woken woken ? "asked for: " + woken.reason() : "";
    }

    private static String word(Tick tick) {
        String stands = tick.missed() == 0 ? "" : ", stands for " + tick.missed() + " more";
        return "tick, " + tick.reason() + stands + (tick.attempt() == 1 ? "" : ", attempt " + tick.attempt());
    }

    private static String word(Account account) {
        return account.count() + " " + account.fate().word() + ": "
                + (account.reason().kind() == Reason.Kind.CATCH_UP
                        ? account.into()
                        : account.reason().text());
    }

    void print(PrintWriter out) {
        out.println(title);
        for (Moment moment : moments.subList(0, Math.min(MOST, moments.size()))) {
            String at = TimeText.local(replay.seen().from().plus(moment.age()), replay.zone());
            table.row(at, moment.seen(), moment.would());
        }
        table.print(out, "  ");
        if (moments.size() > MOST) {
            out.println("  … and " + (moments.size() - MOST) + " more; --json has all ticks");
        }
    }
}
