package dev.tickover.host;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.Processes;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.state.AppFolder;
import dev.tickover.state.CheckpointStore;
import dev.tickover.state.Fence;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.IntervalTimer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Plays what public bug reports describe, once against an interval timer with that fault and once against Tickover. */
final class ReportedFaults {

    private static final Instant START = Instant.parse("2026-03-02T09:10:00Z");

    /** Is one line of the table. */
    record Line(String report, String figures, String timer, String tickover, boolean timerShowsIt, boolean holds) {}

    private ReportedFaults() {}

    static List<Line> all() throws Exception {
        return List.of(
                noTickAtColdStart(),
                memoryOnly(),
                noCatchUp(),
                killedAgents(),
                burst(),
                silence(),
                pushedAway(),
                hungLooksActive(),
                staleOwner(),
                droppedEarlierWake(),
                brokenChain());
    }

    private static SimulatedMachine machine(Schedule.Builder schedule) {
        SimulatedMachine machine = new SimulatedMachine(START, ZoneOffset.UTC);
        machine.install(schedule.build());
        return machine;
    }

    private static Schedule.Builder every(int minutes) {
        return Schedule.of("beat", Every.of(Duration.ofMinutes(minutes)));
    }

    private static IntervalTimer timer(int minutes) {
        IntervalTimer timer = new IntervalTimer(Duration.ofMinutes(minutes));
        timer.processStarts(START);
        return timer;
    }

    private static Instant at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static void passTo(SimulatedMachine machine, int minutes) {
        machine.pass(Duration.ofMinutes(minutes).minus(machine.clocks().age()));
    }

    private static List<Instant> ticks(SimulatedMachine machine) {
        List<Instant> ticks = new ArrayList<>();
        machine.trace().events().forEach(event -> {
            if (event.what() instanceof TraceEvent.Begun) {
                ticks.add(START.plus(event.age()));
            }
        });
        return ticks;
    }

    private static long longestGapMinutes(List<Instant> beats) {
        long longest = 0;
        for (int i = 1; i < beats.size(); i++) {
            longest = Math.max(
                    longest, Duration.between(beats.get(i - 1), beats.get(i)).toMinutes());
        }
        return longest;
    }

    private static Line noTickAtColdStart() {
        IntervalTimer timer = timer(60);
        SimulatedMachine machine = machine(every(60));
        for (int minutes = 10; minutes <= 240; minutes += 10) {
            timer.runTo(at(minutes));
            timer.processEnds();
            timer.processStarts(at(minutes));
            passTo(machine, minutes);
            machine.restartHost();
        }
        passTo(machine, 241);
        int ticks = ticks(machine).size();
        return new Line(
                "no tick at cold start",
                "restarted every 10 min, interval 60 min",
                timer.beats().size() + " beats in 4 h",
                ticks + " ticks in 4 h: one at once, one each hour",
                timer.beats().isEmpty(),
                ticks == 5 && machine.violations().isEmpty());
    }

    private static Line memoryOnly() {
        IntervalTimer timer = timer(60);
        timer.runTo(at(110));
        timer.processEnds();
        timer.processStarts(at(110));
        timer.runTo(at(200));
        SimulatedMachine machine = machine(every(60));
        passTo(machine, 109);
        machine.restartHost();
        passTo(machine, 200);
        long gap = longestGapMinutes(timer.beats());
        long ours = longestGapMinutes(ticks(machine));
        return new Line(
                "last heartbeat only in memory",
                "restart 50 min after a beat, interval 60 min",
                gap + " min between two beats",
                ours + " min between two ticks",
                gap == 110,
                ours <= 60 && machine.violations().isEmpty());
    }

    private static Line noCatchUp() {
        // https://github.com/openclaw/openclaw/issues/33092: daily at 8:30, down from 08:29:47 to 08:31:05.
        IntervalTimer timer = new IntervalTimer(Duration.ofDays(1));
        Instant due = Instant.parse("2026-03-03T08:30:00Z");
        timer.request(due);
        timer.processEnds();
        timer.request(due.plus(Duration.ofDays(1)));
        timer.runTo(due.plus(Duration.ofHours(23)));
        SimulatedMachine machine = machine(Schedule.of("beat", Cron.of("30 8 * * *")));
        machine.pass(Duration.between(START, due.minusSeconds(13)));
        machine.endHost();
        machine.pass(Duration.ofSeconds(78));
        machine.attachHost();
        machine.pass(Duration.ofHours(1));
        List<Instant> ticks = ticks(machine);
        Instant last = ticks.get(ticks.size() - 1);
        return new Line(
                "no catch-up after downtime",
                "down for 78 s over 08:30, daily",
                timer.beats().size() + " beats that day",
                "1 tick, " + Duration.between(due, last).toSeconds() + " s after 08:30, when the host was back",
                timer.beats().isEmpty(),
                last.equals(due.plusSeconds(65)) && machine.violations().isEmpty());
    }

    private static Line killedAgents() throws Exception {
        IntervalTimer timer = timer(30);
        timer.agentStarts();
        timer.runTo(at(31));
        AppFolder folder =
                new AppFolder(Files.createTempDirectory("tickover-faults").toFile());
        folder.create();
        LeaseStore leases = new LeaseStore(folder, Processes.system());
        Lease lease = leases.take(Processes.system().self(), Instant.EPOCH, folder.path(), 0, "");
        Fence fence = new Fence(leases, lease);
        WorkInHand hand = new WorkInHand(Clocks.system(), new CheckpointStore(folder), () -> fence, () -> {});
        List<String> saved = new ArrayList<>();
        Work work = hand.begin("agent-7");
        work.onCheckpoint(() -> saved.add("agent-7"));
        String refusal = hand.yield(Duration.ofMillis(1));
        boolean alive = refusal == null && hand.count() == 1;
        work.close();
        return new Line(
                "tick kills running agents",
                "an agent at work when a beat is due",
                timer.killedAgents() + " of 1 killed",
                "0 of 1 killed; " + saved.size() + " asked for a checkpoint after the grace, and goes on",
                timer.killedAgents() == 1,
                alive && saved.size() == 1);
    }

    private static Line burst() {
        // https://github.com/openclaw/openclaw/issues/62294: 15 beats in the 14 minutes before midnight.
        IntervalTimer timer = timer(30);
        SimulatedMachine machine = machine(every(30).spacing(Duration.ofMinutes(5)));
        passTo(machine, 12);
        int before = ticks(machine).size();
        for (int i = 0; i < 15; i++) {
            timer.wake(at(12).plusSeconds(i * 48));
            machine.pass(Duration.between(START.plus(machine.clocks().age()), at(12).plusSeconds(i * 48)));
            machine.wake("beat", i % 2 == 0 ? "exec-event" : "hook:build");
        }
        passTo(machine, 24);
        int ours = ticks(machine).size() - before;
        return new Line(
                "15 heartbeats in 12 minutes",
                "15 wakes in 12 min, spacing 5 min",
                timer.beats().size() + " beats in 12 min",
                ours + " ticks in 12 min, none closer than 5 min; no wake lost",
                timer.beats().size() == 15,
                ours <= 3 && machine.violations().isEmpty());
    }

    private static Line silence() {
        IntervalTimer timer = timer(30);
        timer.runTo(at(60));
        timer.suspended(Duration.ofMinutes(459));
        timer.runTo(at(600));
        SimulatedMachine machine = machine(every(30));
        passTo(machine, 600);
        long gap = longestGapMinutes(timer.beats());
        long ours = longestGapMinutes(ticks(machine));
        return new Line(
                "489-minute silence while idle",
                "the idle process is suspended (App Nap) for 459 min",
                gap + " min without a beat",
                ours + " min at most: the OS pulses, the host has no timer to stand still",
                gap == 489,
                ours == 30 && machine.violations().isEmpty());
    }

    private static Line pushedAway() {
        IntervalTimer timer = timer(30);
        SimulatedMachine machine = machine(every(30));
        for (int minutes = 15; minutes <= 240; minutes += 20) {
            timer.wake(at(minutes));
            passTo(machine, minutes);
            machine.wake("beat", "exec-event");
        }
        timer.runTo(at(240));
        passTo(machine, 240);
        long ours = machine.trace()
                .all(TraceEvent.Begun.class)
                .filter(begun -> begun.tick().reason().equals(Tick.INTERVAL))
                .count();
        return new Line(
                "wakes push the interval away",
                "a wake every 20 min for 4 h, interval 30 min",
                timer.ownBeats().size() + " beats of the interval",
                ours + " of 8 ticks of the interval, each on time",
                timer.ownBeats().isEmpty(),
                ours == 8 && machine.violations().isEmpty());
    }

    private static Line hungLooksActive() {
        IntervalTimer timer = timer(30);
        timer.suspended(Duration.ofHours(3));
        boolean active = timer.looksActive();
        SimulatedMachine machine = machine(every(30));
        passTo(machine, 1);
        machine.hangHost();
        passTo(machine, 180);
        Instant told = machine.trace().events().stream()
                .filter(event -> event.recorded() instanceof HistoryEvent.Deferred deferred
                        && deferred.reason().orElseThrow().kind() == Reason.Kind.HOST_HUNG)
                .map(event -> START.plus(event.age()))
                .findFirst()
                .orElseThrow();
        machine.unhangHost();
        passTo(machine, 196);
        long served =
                ticks(machine).stream().filter(tick -> !tick.isBefore(at(180))).count();
        return new Line(
                "a hung process looks active",
                "the process hangs for 3 h",
                active ? "says it is active" : "says it hangs",
                "told " + Duration.between(at(20), told).toSeconds() + " s after the next due instant, and one tick "
                        + "for all once it goes on",
                active,
                told.isBefore(at(21)) && served == 1 && machine.violations().isEmpty());
    }

    private static Line staleOwner() {
        IntervalTimer timer = timer(30);
        Runnable stale = timer.handler(() -> {});
        timer.handler(() -> {});
        stale.run();
        timer.runTo(at(240));
        Handlers handlers = new Handlers();
        Registration old = handlers.register("beat", tick -> {});
        TickHandler current = tick -> {};
        handlers.register("beat", current);
        old.close();
        return new Line(
                "a stale owner clears the new owner's handler",
                "a plug-in is reloaded, its old part cleans up last",
                timer.beats().size() + " beats in 4 h",
                "the handler stays: closing a stale registration does nothing",
                timer.beats().isEmpty(),
                handlers.find("beat") == current);
    }

    private static Line droppedEarlierWake() {
        IntervalTimer timer = timer(30);
        timer.runTo(at(35));
        timer.request(at(36));
        timer.runTo(at(90));
        long waited = Duration.between(at(36), timer.beats().get(1)).toMinutes();
        SimulatedMachine machine = machine(every(30));
        passTo(machine, 36);
        machine.wake("beat", "exec-event");
        passTo(machine, 38);
        List<Instant> ticks = ticks(machine);
        long ours = Duration.between(at(36), ticks.get(ticks.size() - 1)).toSeconds();
        return new Line(
                "an earlier wake dropped because a later timer exists",
                "a wake 24 min before the timer",
                "served " + waited + " min later, by the timer",
                "served " + ours + " s later",
                waited == 24,
                ours == 0 && machine.violations().isEmpty());
    }

    private static Line brokenChain() {
        // https://github.com/openclaw/openclaw/issues/87429: every 10 min until 18:44, then nothing until 21:36.
        IntervalTimer timer = timer(10);
        timer.runTo(at(60));
        Runnable dispose = timer.handler(() -> {});
        dispose.run();
        timer.runTo(at(75));
        timer.handler(() -> {});
        timer.runTo(at(240));
        SimulatedMachine machine = machine(every(10));
        passTo(machine, 61);
        machine.onTick(tick -> {
            throw new IllegalStateException("missed");
        });
        passTo(machine, 75);
        machine.onTick(tick -> {});
        passTo(machine, 240);
        long gap = Duration.between(timer.beats().get(timer.beats().size() - 1), at(240))
                .toMinutes();
        long ours = longestGapMinutes(ticks(machine));
        return new Line(
                "one missed callback stops the chain for ever",
                "no handler for 15 min, interval 10 min",
                gap + " min of silence, without end",
                ours + " min at most: each pulse is the OS's own",
                gap == 180,
                ours == 10 && machine.violations().isEmpty());
    }
}
