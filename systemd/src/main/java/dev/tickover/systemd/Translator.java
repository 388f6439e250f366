package dev.tickover.systemd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.RunLimit;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Renders one deployment: a timer and a service for each enabled schedule, and for the sweep. */
final class Translator {

    /** Measured on a guest that really slept: calendar timers and OnClockChange= fire 0.5 to 2 s after the resume. */
    static final Duration AFTER_RESUME = Duration.ofSeconds(2);

    private final Deployment deployment;
    private final UnitNames names;
    private final List<Translation.Entry> entries = new ArrayList<>();

    private Translator(Deployment deployment) {
        this.deployment = deployment;
        this.names = UnitNames.of(deployment.address());
    }

    static Translation translate(Deployment deployment) {
        refuseLineEnds(deployment.documentFolder());
        Translator translator = new Translator(deployment);
        List<Schedule> enabled = deployment.app().enabledSchedules();
        enabled.forEach(translator::addSchedule);
        // Without a schedule there is nothing to sweep, and a disabled application should cost no pulse.
        if (!enabled.isEmpty()) {
            translator.addSweep();
        }
        return new Translation(deployment, translator.entries);
    }

    private void addSchedule(Schedule schedule) {
        TimerTimes times = TimerTimes.of(schedule, deployment);
        boolean wake = schedule.wakeMachine() && deployment.scope() == Scope.SYSTEM;
        String name = schedule.name();
        TimerUnit timer = new TimerUnit(title() + ": when " + name + " is due", times, deployment.scope(), wake);
        ServiceUnit service = new ServiceUnit(
                title() + ": tick of " + name,
                deployment.commandFor(name),
                RunLimit.of(schedule),
                !schedule.onBattery());
        add(name, timer, service, Losses.of(schedule, deployment.scope()));
    }

    private void addSweep() {
        TimerUnit timer =
                new TimerUnit(title() + ": when to sweep", TimerTimes.ofSweep(deployment), deployment.scope(), false);
        ServiceUnit service = new ServiceUnit(
                title() + ": sweep", deployment.commandFor(Schedule.SWEEP), RunLimit.ofSweep(deployment.app()), false);
        add(Schedule.SWEEP, timer, service, List.of());
    }

    private void add(String name, TimerUnit timer, ServiceUnit service, List<String> losses) {
        PulsePlan plan = timer.times().plan();
        entries.add(new Translation.Entry(
                name,
                names.timer(name),
                List.of(document(names.service(name), service.text()), document(names.timer(name), timer.text())),
                timer.triggers(),
                plan.pulsesPerHour(),
                plan.worstLateness().plus(TimerUnit.ACCURACY),
                AFTER_RESUME.plus(TimerUnit.ACCURACY),
                timer.times().start().plus(TimerUnit.ACCURACY),
                losses));
    }

    private Document document(String fileName, String text) {
        return new Document(deployment.documentFolder().resolve(fileName), text, StandardCharsets.UTF_8);
    }

    private String title() {
        return deployment.app().title();
    }

    /** systemctl tells paths line by line: of such a folder it could not be told which units are in force. */
    private static void refuseLineEnds(Path folder) {
        if (folder.toString().chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw new IllegalArgumentException(
                    "the path of the folder of units holds a line end: " + UnitText.oneLine(folder.toString()));
        }
    }
}
