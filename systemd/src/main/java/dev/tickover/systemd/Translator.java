package dev.tickover.systemd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Renders one deployment: a timer and a service for each enabled schedule, and for the sweep. */
final class Translator {

    /** What a tick client may need beside grace and time-out: to start, to start a host, and to write its state. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** Measured on a guest that really slept: calendar timers and OnClockChange= fire 0.5 to 2 s after the resume. */
    private static final Duration AFTER_RESUME = Duration.ofSeconds(2);

    private static final Duration AFTER_START = Duration.ofSeconds(30);
    private static final Duration SWEEP_AFTER_START = Duration.ofSeconds(90);

    private final Deployment deployment;
    private final UnitNames names;
    private final List<Document> documents = new ArrayList<>();
    private final List<Translation.Entry> entries = new ArrayList<>();

    private Translator(Deployment deployment) {
        this.deployment = deployment;
        this.names = UnitNames.of(deployment.address());
    }

    static Translation translate(Deployment deployment) {
        Translator translator = new Translator(deployment);
        App app = deployment.app();
        app.schedules().stream().filter(Schedule::enabled).forEach(translator::addSchedule);
        // Without a schedule there is nothing to sweep, and a disabled application should cost no pulse.
        if (app.schedules().stream().anyMatch(Schedule::enabled)) {
            translator.addSweep();
        }
        return new Translation(translator.documents, translator.entries);
    }

    private void addSchedule(Schedule schedule) {
        PulsePlan plan = PulsePlanner.inOwnZone(schedule, deployment.zone(), deployment.offset(schedule.name()));
        boolean wake = schedule.wakeMachine() && deployment.scope() == Scope.SYSTEM;
        String name = schedule.name();
        TimerUnit timer = new TimerUnit(
                title() + ": when " + name + " is due",
                CalendarExpressions.of(plan, 0),
                deployment.scope(),
                AFTER_START,
                wake);
        ServiceUnit service = new ServiceUnit(
                title() + ": tick of " + name, commandFor(name), runLimit(schedule), !schedule.onBattery());
        add(name, timer, service, plan, Losses.of(schedule, deployment.scope()));
    }

    private void addSweep() {
        PulsePlan plan = PulsePlanner.inOwnZone(Every.of(sweepPeriod()), deployment.zone());
        TimerUnit timer = new TimerUnit(
                title() + ": when to sweep",
                CalendarExpressions.of(plan, sweepSecond()),
                deployment.scope(),
                SWEEP_AFTER_START,
                false);
        Duration limit = MARGIN;
        for (Schedule schedule : deployment.app().schedules()) {
            limit = schedule.enabled() ? limit.plus(work(schedule)) : limit;
        }
        ServiceUnit service = new ServiceUnit(title() + ": sweep", commandFor(Schedule.SWEEP), limit, false);
        add(Schedule.SWEEP, timer, service, plan, List.of());
    }

    private void add(String name, TimerUnit timer, ServiceUnit service, PulsePlan plan, List<String> losses) {
        documents.add(document(names.service(name), service.text()));
        documents.add(document(names.timer(name), timer.text()));
        entries.add(new Translation.Entry(
                name,
                names.timer(name),
                timer.triggers(),
                plan.pulsesPerHour(),
                plan.worstLateness().plus(TimerUnit.ACCURACY),
                AFTER_RESUME.plus(TimerUnit.ACCURACY),
                timer.start().plus(TimerUnit.ACCURACY),
                losses));
    }

    private Document document(String fileName, String text) {
        return new Document(deployment.documentFolder().resolve(fileName), text, StandardCharsets.UTF_8);
    }

    private List<String> commandFor(String entry) {
        List<String> command = new ArrayList<>(deployment.tickCommand());
        command.add(entry);
        return command;
    }

    private String title() {
        return deployment.app().name().orElse(deployment.app().id());
    }

    private static Duration runLimit(Schedule schedule) {
        return work(schedule).plus(MARGIN);
    }

    /** Only without spacing may one pulse deliver several ticks: otherwise the next of them waits for a later pulse. */
    private static Duration work(Schedule schedule) {
        boolean several =
                schedule.catchUp() == CatchUp.EACH && schedule.spacing().isZero();
        return schedule.grace().plus(schedule.timeout()).multipliedBy(several ? schedule.maxCatchUp() : 1);
    }

    /**
     * Rounds the sweep's period down to minutes that divide an hour, or hours that divide a day, so that one calendar
     * expression says it: nobody is promised the very minute of a sweep.
     */
    private Duration sweepPeriod() {
        Duration wanted = deployment.app().liveness().sweep();
        return wanted.toHours() > 0
                ? Duration.ofHours(largestDivisor(24, wanted.toHours()))
                : Duration.ofMinutes(largestDivisor(60, wanted.toMinutes()));
    }

    private static long largestDivisor(long whole, long atMost) {
        long divisor = Math.max(1, Math.min(whole, atMost));
        while (whole % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    /** Ticks come on the full minute; sweeps at 20 to 49 s past it, the same for an application for ever. */
    private int sweepSecond() {
        return 20 + Math.floorMod(deployment.app().id().hashCode(), 30);
    }
}
