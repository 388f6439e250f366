package dev.tickover.installer.demo;

import dev.tickover.event.Outcome;
import dev.tickover.installer.demo.SampleProcess.Said;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.policy.Step;
import dev.tickover.state.AppFolder;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import dev.tickover.tick.WakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Plays the story: a first tick at once, a regular one from the scheduler, a frozen host, a killed one, a burst of
 * wakes. Each chapter looks for itself whether it went as promised.
 */
final class Demo {

    /** The recurrence of the demo, in seconds: divides a minute, so that a calendar pulse can match it. */
    static final int SECONDS = 10;

    private static final int WAKES = 20;

    private final Platform platform;
    private final DemoScheduler scheduler;
    private final AppFolder folder;
    private final Path home;
    private final String appId;
    private final List<String> hostCommand;
    private final Consumer<String> out;
    private final long begun;
    private final List<String> seen = new ArrayList<>();
    private volatile SampleProcess host;

    Demo(
            Platform platform,
            DemoScheduler scheduler,
            AppFolder folder,
            Path home,
            String appId,
            List<String> hostCommand,
            Consumer<String> out) {
        this.platform = platform;
        this.scheduler = scheduler;
        this.folder = folder;
        this.home = home;
        this.appId = appId;
        this.hostCommand = hostCommand;
        this.out = out;
        this.begun = platform.clocks().awakeNanos();
    }

    /** Plays it; throws if a promise was not kept. */
    void play() throws IOException, InterruptedException {
        say("Pulses come from " + scheduler.name() + ".");
        chapter("1. Install a manifest with one schedule, every " + SECONDS + " s");
        scheduler.install().forEach(this::detail);
        scheduler.show().forEach(this::detail);
        firstTick();
        regularTick();
        frozen();
        killed();
        burst();
    }

    private void firstTick() throws IOException, InterruptedException {
        chapter("2. Start the application: the first tick comes at once");
        startHost();
        require(host.awaitCount(1, platform.clocks(), 15_000), "no tick came within 15 s");
        Said first = host.ticksFrom(0).get(0);
        require(first.reason().equals("initial"), "the first tick was " + first);
        seen.add("a cold start did not wait: the first tick came with reason initial");
    }

    private void regularTick() throws IOException, InterruptedException {
        chapter("3. Wait for the scheduler's own pulse");
        Said tick = awaitReason("interval", (2 * SECONDS + 5) * 1000L);
        require(tick != null, "no regular tick came within " + (2 * SECONDS + 5) + " s");
        seen.add("a regular tick came from the scheduler");
    }

    /** Waits for the next tick of a reason; returns null if the time is over. */
    private Said awaitReason(String reason, long withinMs) throws InterruptedException {
        int from = host.count();
        long end = platform.clocks().awakeNanos() + withinMs * 1_000_000;
        while (platform.clocks().awakeNanos() < end) {
            for (Said tick : host.ticksFrom(from)) {
                if (tick.reason().equals(reason)) {
                    return tick;
                }
            }
            host.awaitCount(host.count() + 1, platform.clocks(), 200);
        }
        return null;
    }

    private void frozen() throws InterruptedException {
        chapter("4. Freeze the application (SIGSTOP) while pulses go on, then thaw it");
        signal("STOP");
        // A busy machine lets a process run on for a moment after it was sent the signal.
        pause(1);
        int before = host.count();
        pause(2 * SECONDS - 1);
        // Soon after a pulse: a tick may be early by as much as the slack, and the next one would come right behind.
        awaitMomentAfterPulse(SECONDS * 200L);
        require(host.count() == before, "a frozen process ticked");
        say("   thawing");
        signal("CONT");
        require(host.awaitCount(before + 1, platform.clocks(), 15_000), "no tick came within 15 s of the thaw");
        Said catchUp = host.ticksFrom(before).get(0);
        Instant nextDue = Instant.ofEpochSecond((catchUp.at().getEpochSecond() / SECONDS + 1) * SECONDS);
        pauseUntil(nextDue.minusMillis(500));
        long catchUps = host.ticksFrom(before).stream()
                .filter(tick -> tick.at().isBefore(nextDue.minusMillis(500)))
                .count();
        require(catchUps == 1, catchUps + " ticks came after the thaw, before another was due");
        require(catchUp.missed() >= 1, "the tick after the thaw stands for no other: " + catchUp);
        seen.add(
                "a frozen host got exactly one catch-up, which stands for " + (catchUp.missed() + 1) + " due instants");
    }

    private void killed() throws IOException, InterruptedException {
        chapter("5. Kill the application (SIGKILL), let pulses find nobody, start it again");
        host.kill();
        pause(SECONDS + 4);
        startHost();
        require(host.awaitCount(1, platform.clocks(), 15_000), "nothing was handed over within 15 s");
        seen.add("a killed host was handed what was owed as soon as it was back");
    }

    private void burst() throws IOException, InterruptedException {
        chapter("6. Send " + WAKES + " wakes at once: they yield one tick");
        awaitQuietMoment();
        int before = host.count();
        AtomicInteger ran = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WAKES; i++) {
            Thread thread = new Thread(() -> wake(ran), "tickover-demo-wake-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        // The tick has ended, but the host's line about it may still be on its way.
        host.awaitCount(before + 1, platform.clocks(), 5_000);
        int ticks = host.count() - before;
        require(ran.get() == 1 && ticks == 1, WAKES + " wakes yielded " + ticks + " ticks");
        seen.add(WAKES + " wakes at once yielded one tick");
    }

    /** Past the spacing of the last tick, and not so near the next due instant that its own tick is counted in. */
    private void awaitQuietMoment() throws InterruptedException {
        awaitMomentAfterPulse(SECONDS * 350L);
    }

    private void awaitMomentAfterPulse(long millis) {
        Instant now = platform.clocks().wall();
        long withinInterval = now.toEpochMilli() % (SECONDS * 1000L);
        pauseUntil(now.plusMillis(Math.floorMod(millis - withinInterval, SECONDS * 1000L)));
    }

    private void wake(AtomicInteger ran) {
        Machine machine = platform.machine();
        try {
            WakeRequest.accept(folder, DemoManifest.SCHEDULE, "exec-event", machine);
            Step step = new SchedulePulse(
                            folder, DemoManifest.SCHEDULE, machine, new SocketDelivery(folder, machine, 5_000))
                    .step();
            if (step instanceof Step.Ticked ticked && ticked.outcome() instanceof Outcome.Done) {
                ran.incrementAndGet();
            }
        } catch (IOException failed) {
            say("   a wake failed: " + failed.getMessage());
        }
    }

    /** What was seen, one line each. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** Ends the host, removes what was installed; may be called at any time, and twice. */
    synchronized List<String> clean() throws IOException {
        SampleProcess current = host;
        if (current != null) {
            current.kill();
        }
        List<String> done = new ArrayList<>(scheduler.uninstall());
        StateFolders.delete(home);
        return done;
    }

    private void startHost() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(hostCommand);
        command.addAll(List.of(appId, DemoManifest.SCHEDULE));
        Process process = ChildProcess.startPiped(command, Map.of("TICKOVER_HOME", home.toString()));
        SampleProcess started = new SampleProcess(process, platform.clocks(), this::told);
        // At once: whatever goes wrong from here on, it is ended with the demo.
        host = started;
        String answer = started.awaitAttached(platform.clocks(), 15_000);
        require(answer.startsWith("attached"), "the application could not attach: " + answer);
        say("   the application runs as process " + started.pid() + ", generation " + answer.substring(9));
    }

    private void told(Said tick) {
        say("   tick " + tick.id() + ", reason " + tick.reason()
                + (tick.missed() > 0 ? ", stands for " + tick.missed() + " more" : ""));
    }

    private void signal(String name) {
        CommandResult result = platform.runner().run(Command.of("kill", "-" + name, Long.toString(host.pid())));
        require(result.succeeded(), "kill -" + name + ": " + result.summary());
    }

    private void pause(int seconds) {
        for (int left = seconds; left > 0; left -= 2) {
            say("   ... " + left + " s");
            pauseUntil(platform.clocks().wall().plusSeconds(Math.min(2, left)));
        }
    }

    private void pauseUntil(Instant instant) {
        while (true) {
            Duration left = Duration.between(platform.clocks().wall(), instant);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            LockSupport.parkNanos(left.toNanos());
        }
    }

    private void chapter(String title) {
        out.accept("");
        say(title);
    }

    private void detail(String line) {
        out.accept("           " + line);
    }

    private synchronized void say(String line) {
        long millis = (platform.clocks().awakeNanos() - begun) / 1_000_000;
        out.accept(String.format(java.util.Locale.ROOT, "[%5.1f s] %s", millis / 1000.0, line));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new BrokenPromiseException(what);
        }
    }

    /** Says which promise was not kept. */
    static final class BrokenPromiseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenPromiseException(String what) {
            super(what);
        }
    }
}
