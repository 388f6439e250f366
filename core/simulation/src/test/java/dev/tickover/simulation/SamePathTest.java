package dev.tickover.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Stagger;
import dev.tickover.policy.Step;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import dev.tickover.testing.RandomWorlds;
import dev.tickover.tick.Delivery;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the same random looks with the live schedule of the simulation and with the real pulse and its files: both must
 * do the same at each look, or a simulation says nothing of the real thing.
 */
class SamePathTest {

    private static final int STORIES = 25;
    private static final Instant START = Instant.parse("2026-03-02T10:01:00Z");

    @TempDir
    private Path folder;

    @Test
    void theSimulationDecidesWhatTheRealPulseDecides() throws IOException {
        for (long seed = 1; seed <= STORIES; seed++) {
            play(seed);
        }
    }

    private void play(long seed) throws IOException {
        RandomWorlds random = new RandomWorlds(seed);
        Schedule schedule = random.schedule();
        AppFolder app = new AppFolder(folder.resolve("app-" + seed).toFile());
        app.create();
        Files.createDirectories(app.schedules().toPath());
        InstalledSchedule installed = new InstalledSchedule("app", schedule, Duration.ZERO);
        Files.write(app.schedule(schedule.name()).toPath(), Compiled.render(installed));
        VirtualClocks clocks = new VirtualClocks(START, ZoneOffset.UTC);
        List<HistoryEvent> notes = new ArrayList<>();
        Instant[] free = {Instant.EPOCH};
        LiveSchedule live =
                new LiveSchedule(schedule, Duration.ZERO, START, ZoneOffset.UTC, notes::add, (name, now) -> {
                    Instant turn = Stagger.turn(free[0], now, name);
                    free[0] = Stagger.freeAfter(free[0], turn, now);
                    return turn;
                });
        Answers answers = new Answers();
        SchedulePulse pulse = new SchedulePulse(app, schedule.name(), new Machine(clocks, Processes.system()), answers);
        for (int look = 0; look < 40; look++) {
            answers.ready = random.chance(85);
            answers.next = random.pick(List.of(
                    new Outcome.Done(),
                    new Outcome.Done(),
                    new Outcome.Failed("failed"),
                    new Outcome.Lost("lost"),
                    new Outcome.Undelivered(new Reason(Reason.Kind.HOST_BUSY, "nobody"), Duration.ofSeconds(30))));
            String real = text(pulse.step());
            assertEquals(real, look(live, clocks, answers), "seed " + seed + ", look " + look + ", " + schedule);
            clocks.pass(random.someTime(schedule).abs());
            if (random.chance(10)) {
                clocks.step(random.someTime(schedule).abs().negated());
            }
        }
        ScheduleStore store = new ScheduleStore(app, schedule.name());
        try (ScheduleStore.Transaction transaction = store.begin(clocks.wall(), clocks.bootId())) {
            assertEquals(transaction.state().servedThrough(), live.state().servedThrough(), "seed " + seed);
            assertEquals(transaction.state().era(), live.state().era(), "seed " + seed);
        }
    }

    private static String look(LiveSchedule live, VirtualClocks clocks, Answers answers) {
        Step step = live.look(clocks.now(), "client", owner -> false, answers.readiness());
        if (step instanceof Step.Starts starts) {
            live.end(starts.tick(), answers.next, clocks.wall());
            return starts.tick() + " " + answers.next;
        }
        return text(step);
    }

    private static String text(Step step) {
        if (step instanceof Step.Ticked ticked) {
            return ticked.tick() + " " + ticked.outcome();
        }
        // The words may differ: the real pulse may know beforehand that it has nothing to do.
        return step instanceof Step.Deferred ? step.toString() : step.getClass().getSimpleName();
    }

    /** Answers for a host. */
    private static final class Answers implements Delivery {
        private boolean ready;
        private Outcome next;

        @Override
        public Readiness readiness() {
            return ready ? Readiness.READY : Readiness.missing(Reason.Kind.HOST_ABSENT, "no host is attached");
        }

        @Override
        public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
            accepted.run();
            return next;
        }
    }
}
