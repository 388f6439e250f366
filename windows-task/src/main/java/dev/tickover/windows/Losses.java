package dev.tickover.windows;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what Task Scheduler cannot do of what a schedule asks. */
final class Losses {

    private Losses() {}

    static List<String> of(Schedule schedule, TriggerPlan plan) {
        List<String> losses = new ArrayList<>();
        plan.calendarTriggersNeeded()
                .ifPresent(needed -> losses.add(String.format(
                        Locale.ROOT,
                        "triggers: %d would be needed and a task has at most %d: it pulses in every hour of every day "
                                + "instead, %.0f times an hour",
                        needed,
                        TriggerPlan.MOST,
                        plan.pulsesPerHour())));
        if (plan.widensDays()) {
            losses.add("days: a trigger knows days of the month or days of the week, not both: there are pulses on "
                    + "days when nothing is due");
        }
        if (schedule.wakeMachine()) {
            losses.add("wake-machine: only where the power plan allows wake timers, and not from modern standby");
        }
        if (!schedule.onBattery()) {
            losses.add("on-battery: on battery the pulse is skipped; what is owed waits for the first pulse on mains "
                    + "power, or for a sweep");
        }
        return losses;
    }

    /** Says what is lost whatever the schedule. */
    static List<String> ofTask(Task task, boolean identityKnown) {
        List<String> losses = new ArrayList<>();
        if (task.scope() == Scope.USER && !identityKnown) {
            losses.add("user: planned away from Windows; " + UserAccount.PLACEHOLDER
                    + " stands for the security identifier of the user who installs");
        }
        if (task.action().opensConsole()) {
            losses.add("console: there is no javaw.exe beside java.exe, so a window flashes up at each pulse");
        }
        if (task.action().isReplaced()) {
            losses.add("command: Task Scheduler replaces %NAME% and $(NAME) in it, and there is no escape");
        }
        return losses;
    }
}
