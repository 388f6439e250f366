package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.SweepRhythm;
import dev.tickover.backend.Translation;
import dev.tickover.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Renders one deployment: a job for each enabled schedule, and one for the sweep. */
final class Translator {

    /** launchd.plist(5), ThrottleInterval: a job is started at most once in ten seconds. */
    static final Duration THROTTLE = Duration.ofSeconds(10);

    private final Deployment deployment;
    private final Labels labels;
    private final LogFolder logs;
    private final boolean springs;
    private final JobTimes sweep;
    private final List<Translation.Entry> entries = new ArrayList<>();

    private Translator(Deployment deployment) {
        this.deployment = deployment;
        this.labels = Labels.of(deployment.address());
        this.logs = LogFolder.of(deployment.documentFolder(), deployment.app().id());
        this.springs = !deployment.zone().getRules().isFixedOffset();
        this.sweep = JobTimes.ofSweep(deployment);
    }

    static Translation translate(Deployment deployment) {
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
        String name = schedule.name();
        JobTimes times = JobTimes.of(schedule, deployment);
        Duration gap = gapInSpring(times.starts());
        JobDocument job = job(
                name,
                title() + ": tick of " + name + ", due " + schedule.recurrence().text(),
                times.starts());
        add(name, job, times.lateness(gap), Losses.of(schedule, times.starts(), gap));
    }

    private void addSweep() {
        Duration gap = gapInSpring(sweep.starts());
        JobDocument job = job(Schedule.SWEEP, title() + ": sweep, which looks at all its schedules", sweep.starts());
        add(Schedule.SWEEP, job, sweep.lateness(gap), Losses.ofSpring(gap));
    }

    /**
     * Adds an entry. After a wake-up launchd starts at once what fell into the sleep, as one start (launchd.plist(5)), and
     * after a login or boot it loads and starts every job; but some releases forgot the former, and the latter may be
     * held (in Low Power Mode, while a session is restored). So what is promised is the next sweep.
     */
    private void add(String name, JobDocument job, Duration worstLateness, List<String> losses) {
        Duration nextSweep = sweepLateness().plus(THROTTLE);
        Document document = new Document(
                deployment.documentFolder().resolve(labels.fileName(name)), job.text(), StandardCharsets.UTF_8);
        entries.add(new Translation.Entry(
                name,
                labels.label(name),
                List.of(document),
                job.triggers(),
                job.starts().pulsesPerHour(),
                worstLateness.plus(THROTTLE),
                nextSweep,
                nextSweep,
                losses));
    }

    private JobDocument job(String entry, String title, Starts starts) {
        return new JobDocument(
                labels.label(entry),
                title,
                deployment.commandFor(entry),
                starts,
                deployment.stateFolder(),
                logs.of(entry),
                !deployment.app().start().isEmpty(),
                deployment.app().launchd().bundleId());
    }

    private String title() {
        return deployment.app().title();
    }

    private Duration gapInSpring(Starts starts) {
        return springs ? starts.longestGapInSpring() : Duration.ZERO;
    }

    /** The longest time to the next sweep. */
    private Duration sweepLateness() {
        return SweepRhythm.period(deployment.app()).plus(sweep.lateness(gapInSpring(sweep.starts())));
    }
}
