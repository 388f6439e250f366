package dev.tickover.windows;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.RunLimit;
import dev.tickover.backend.SweepRhythm;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders one deployment: a task for each enabled schedule, and one for the sweep. The sweep's alone has the triggers
 * that follow a boot, a logon, an unlock or a wake-up: it looks at every schedule, so that one Java start does for all.
 */
final class Translator {

    /**
     * How late Windows starts a task that is due while awake. Microsoft promises nothing and no Windows was measured:
     * the bound is generous.
     */
    static final Duration SCHEDULER_LATENESS = Duration.ofMinutes(1);

    private static final Duration AFTER_START = Duration.ofSeconds(30);
    private static final Duration AFTER_WAKE_EVENT = Duration.ofSeconds(10);

    private final Deployment deployment;
    private final TaskNames names;
    private final String sid;
    private final boolean identityKnown;
    private final List<Translation.Entry> entries = new ArrayList<>();

    private Translator(Deployment deployment, OwnAccount account) {
        this.deployment = deployment;
        this.sid = account.sid();
        this.identityKnown = account.known().isPresent();
        this.names = TaskNames.of(deployment.app().id(), deployment.scope(), sid);
    }

    static Translation translate(Deployment deployment, OwnAccount account) {
        Translator translator = new Translator(deployment, account);
        List<Schedule> enabled = deployment.app().enabledSchedules();
        enabled.forEach(translator::addSchedule);
        // Without a schedule there is nothing to sweep, and a disabled application should cost no pulse.
        if (!enabled.isEmpty()) {
            translator.addSweep();
        }
        return new Translation(deployment, translator.entries);
    }

    private void addSchedule(Schedule schedule) {
        TriggerPlan triggers = TriggerPlan.of(schedule, deployment.zone(), deployment.offset(schedule.name()));
        String name = schedule.name();
        TaskSettings settings = new TaskSettings(RunLimit.of(schedule), !schedule.onBattery(), schedule.wakeMachine());
        add(
                name,
                task(name, "when " + name + " is due", triggers.triggers(), settings),
                triggers.worstLateness(),
                Losses.of(schedule, triggers));
    }

    private void addSweep() {
        List<Trigger> triggers = sweepTriggers(deployment, sid);
        TaskSettings settings = new TaskSettings(RunLimit.ofSweep(deployment.app()), false, false);
        Task sweep = task(Schedule.SWEEP, "when to sweep", triggers, settings);
        add(Schedule.SWEEP, sweep, Duration.ZERO, List.of());
    }

    static List<Trigger> sweepTriggers(Deployment deployment, String sid) {
        LocalTime start = LocalTime.of(0, 0, SweepRhythm.second(deployment.app()));
        List<Trigger> triggers = new ArrayList<>(List.of(new RepeatedTrigger(start, sweepPeriod(deployment))));
        if (deployment.scope() == Scope.USER) {
            triggers.add(new Trigger.Logon(sid, AFTER_START));
            triggers.add(new Trigger.Unlock(sid));
        } else {
            triggers.add(new Trigger.Boot(AFTER_START));
        }
        triggers.add(new Trigger.Wake(AFTER_WAKE_EVENT));
        return triggers;
    }

    private Task task(String entry, String purpose, List<Trigger> triggers, TaskSettings settings) {
        return new Task(
                names.task(entry),
                deployment.app().title() + ": " + purpose,
                deployment.scope(),
                sid,
                triggers,
                settings,
                TickAction.of(deployment.commandFor(entry), Files::exists));
    }

    private void add(String name, Task task, Duration lateness, List<String> losses) {
        Document document = new Document(
                deployment.documentFolder().resolve(names.file(name)), task.text(), StandardCharsets.UTF_16LE);
        List<String> allLosses = new ArrayList<>(losses);
        allLosses.addAll(Losses.ofTask(task, identityKnown));
        entries.add(new Translation.Entry(
                name,
                task.name(),
                List.of(document),
                task.triggers().stream().map(Trigger::text).toList(),
                task.triggers().stream().mapToDouble(Trigger::pulsesPerHour).sum(),
                lateness.plus(SCHEDULER_LATENESS),
                // What the event of a wake-up does sooner is a gift: it may be refused, or never come.
                sweepPeriod(deployment).plus(SCHEDULER_LATENESS),
                AFTER_START.plus(SCHEDULER_LATENESS),
                allLosses));
    }

    /** Rounds the sweep's period down to minutes that divide a day, which one repetition says. */
    static Duration sweepPeriod(Deployment deployment) {
        long minutes = Math.min(24 * 60, deployment.app().liveness().sweep().toMinutes());
        while (minutes > 1 && 24 * 60 % minutes != 0) {
            minutes--;
        }
        return Duration.ofMinutes(Math.max(1, minutes));
    }
}
