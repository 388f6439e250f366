package dev.tickover.systemd;

import dev.tickover.machine.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a timer (systemd.timer(5)).
 *
 * <ul>
 *   <li>{@code OnCalendar=} counts on the wall clock: an instant slept through fires right after the resume, whereas
 *       {@code OnUnitActiveSec=} stands still in sleep.
 *   <li>{@code Persistent=} makes up for instants missed while off or logged out. Beside a calendar it is safe; with
 *       monotonic triggers alone it makes timers that never elapse again.
 *   <li>{@code OnStartupSec=} pulses after each login, {@code OnBootSec=} after each boot; in a user manager the latter
 *       would count from the machine's boot, long past at login.
 *   <li>{@code OnClockChange=} pulses on every resume too, since sleep moves the wall clock against the monotonic one.
 *   <li>{@code AccuracySec=} is a minute by default.
 *   <li>No {@code RandomizedDelaySec=}: it is drawn anew at every reload, and delays the persistent pulse as well.
 * </ul>
 *
 * @param description for people
 * @param times when it elapses
 * @param scope for whom
 * @param wake whether it wakes the machine
 */
record TimerUnit(String description, TimerTimes times, Scope scope, boolean wake) {

    static final Duration ACCURACY = Duration.ofSeconds(1);

    List<String> triggers() {
        List<String> triggers = new ArrayList<>();
        CalendarExpressions.of(times.plan(), times.second())
                .forEach(expression -> triggers.add("OnCalendar=" + expression));
        triggers.add((scope == Scope.USER ? "OnStartupSec=" : "OnBootSec=")
                + times.start().toSeconds() + "s");
        triggers.add("OnClockChange=yes");
        triggers.add("OnTimezoneChange=yes");
        return triggers;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# made by tickover install; changes go into a drop-in");
        lines.add("[Unit]");
        lines.add("Description=" + UnitText.oneLine(description));
        lines.add("");
        lines.add("[Timer]");
        lines.addAll(triggers());
        lines.add("AccuracySec=" + ACCURACY.toSeconds() + "s");
        lines.add("Persistent=true");
        if (wake) {
            lines.add("WakeSystem=true");
        }
        lines.add("");
        lines.add("[Install]");
        lines.add("WantedBy=timers.target");
        return String.join("\n", lines) + "\n";
    }
}
