package dev.tickover.tick;

import static dev.tickover.machine.ExitCode.DONE;
import static dev.tickover.machine.ExitCode.FAILED;
import static dev.tickover.machine.ExitCode.INVALID;
import static dev.tickover.machine.ExitCode.TRY_LATER;
import static dev.tickover.machine.ExitCode.USAGE;

import dev.tickover.event.Outcome;
import dev.tickover.ipc.Protocol;
import dev.tickover.machine.FileLock;
import dev.tickover.policy.Step;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DueCache;
import dev.tickover.state.History;
import dev.tickover.state.InstalledApp;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Is what the OS scheduler starts: it looks at one schedule, or with {@code sweep} at all of an application's, delivers
 * what is due and ends. It is given its state folder and resolves nothing.
 */
public final class TickClient {

    /**
     * The oldest a client may be that begins a tick. A deferral that is over by then is waited for: the next pulse may be
     * a whole interval away. Backends limit an entry's run time to a tick's grace and timeout and at least two minutes,
     * so that a tick begun so late is not cut off.
     */
    public static final Duration OLDEST = Duration.ofSeconds(95);

    private final AppFolder folder;
    private final Machine machine;

    /**
     * Makes a client.
     *
     * @param folder the application's state folder
     * @param machine the machine
     */
    public TickClient(AppFolder folder, Machine machine) {
        this.folder = folder;
        this.machine = machine;
    }

    /**
     * Runs the tick client.
     *
     * @param arguments {@code --dir STATE_FOLDER SCHEDULE}
     */
    public static void main(String[] arguments) {
        int code = run(System.err, arguments);
        // Not System.exit: no hook is registered, and nothing is left to do that a dying process would not do itself.
        Runtime.getRuntime().halt(code);
    }

    /**
     * Runs the tick client.
     *
     * @param err where errors go
     * @param arguments {@code --dir STATE_FOLDER SCHEDULE}
     * @return the exit code
     */
    public static int run(PrintStream err, String... arguments) {
        if (arguments.length != 3 || !arguments[0].equals("--dir")) {
            err.println("usage: tick --dir STATE_FOLDER SCHEDULE");
            return USAGE;
        }
        AppFolder folder = new AppFolder(new File(arguments[1]));
        String schedule = arguments[2];
        if (!schedule.equals(Schedule.SWEEP) && !Schedule.isName(schedule)) {
            err.println("tickover: no schedule name: " + schedule);
            return USAGE;
        }
        if (!folder.exists()) {
            err.println("tickover: no application is installed in " + arguments[1]
                    + "\ntickover: install it again with `tickover install`, or remove this entry");
            return INVALID;
        }
        try {
            TickClient client = new TickClient(folder, Machine.system());
            return schedule.equals(Schedule.SWEEP) ? client.sweep(err) : client.pulse(schedule, err);
        } catch (FileLock.HeldTooLongException busy) {
            tellBusy(busy, err);
            return TRY_LATER;
        } catch (IOException failed) {
            err.println("tickover: " + arguments[1] + ": " + failed.getMessage()
                    + "\ntickover: nothing is lost; `tickover status` says more");
            return INVALID;
        }
    }

    private static void tellBusy(FileLock.HeldTooLongException busy, PrintStream err) {
        err.println("tickover: " + busy.getMessage() + "\ntickover: nothing is lost; the next pulse tries again");
    }

    /**
     * Looks at one schedule until nothing more is to be done soon.
     *
     * @param schedule its name
     * @param err where errors go
     * @return the exit code
     * @throws IOException if the state cannot be read or written
     */
    public int pulse(String schedule, PrintStream err) throws IOException {
        return pulse(schedule, new SchedulePulse(folder, schedule, machine, delivery()), err);
    }

    private SocketDelivery delivery() {
        return new SocketDelivery(folder, machine, Protocol.ANSWER_MS);
    }

    private int pulse(String schedule, SchedulePulse pulse, PrintStream err) throws IOException {
        long begun = machine.clocks().awakeNanos();
        int code = DONE;
        while (!pulse.isQuiet()) {
            Step step = step(pulse);
            if (step instanceof Step.Ticked ticked) {
                code = codeOf(ticked, schedule, err);
                if (code == TRY_LATER) {
                    // Perhaps it is the host that is at fault, and not only busy.
                    new HangWatch(folder, machine).look();
                    return code;
                }
                if (pulse.isSettled()) {
                    return code;
                }
            } else if (step instanceof Step.StartNeeded) {
                String problem = new AppStarter(folder, machine).start();
                if (problem != null) {
                    err.println("tickover: " + schedule + ": " + problem);
                    return TRY_LATER;
                }
            } else if (!(step instanceof Step.Deferred deferred) || !waitFor(deferred.until(), begun)) {
                return code;
            }
            if (machine.clocks().awakeNanos() - begun > OLDEST.toNanos()) {
                return code;
            }
        }
        return code;
    }

    private Step step(SchedulePulse pulse) throws IOException {
        try {
            return pulse.look();
        } catch (FileLock.HeldTooLongException held) {
            // If it is a host that froze while it wrote, something may have to be done about it.
            new HangWatch(folder, machine).look();
            throw held;
        }
    }

    private boolean waitFor(Instant until, long begun) {
        Instant now = machine.clocks().wall();
        long age = machine.clocks().awakeNanos() - begun;
        if (until.isAfter(now.plus(OLDEST).minusNanos(age))) {
            return false;
        }
        Waiting.millis(Math.max(1, Duration.between(now, until).toMillis()));
        return true;
    }

    private static int codeOf(Step.Ticked ticked, String schedule, PrintStream err) {
        if (ticked.outcome() instanceof Outcome.Failed failed) {
            err.println("tickover: " + schedule + ": " + ticked.tick().id() + " failed: " + failed.message());
            return FAILED;
        }
        if (ticked.outcome() instanceof Outcome.Undelivered undelivered) {
            err.println("tickover: " + schedule + ": " + undelivered.reason().text() + "; it stays owed");
            return TRY_LATER;
        }
        if (ticked.outcome() instanceof Outcome.Lost lost) {
            err.println("tickover: " + schedule + ": " + lost.reason().text() + "; it is delivered again");
            return TRY_LATER;
        }
        return DONE;
    }

    /** Looks at every schedule, each in a thread of its own: a slow host of one must not delay another. */
    private int sweep(PrintStream err) throws IOException {
        List<Sweeping> threads = new ArrayList<>();
        Thread watching = new Watching(err);
        watching.start();
        String zone = machine.clocks().zoneFingerprint();
        InstalledApp app = Compiled.app(folder);
        for (String schedule : app.schedules()) {
            if (isQuiet(schedule, zone)) {
                continue;
            }
            Sweeping thread = new Sweeping(schedule, err);
            threads.add(thread);
            thread.start();
        }
        new PulseNote(folder.pulse(Schedule.SWEEP))
                .write(machine.now(), machine.clocks().awakeNanos(), "swept");
        int code = DONE;
        for (Sweeping thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return TRY_LATER;
            }
            code = Math.max(code, thread.code);
        }
        try {
            watching.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return TRY_LATER;
        }
        new History(folder).tidy();
        ArchiveRepair.ofThisRuntime(machine.clocks().wall().toEpochMilli(), err);
        trimLogs(app, err);
        return code;
    }

    /** A log that cannot be cut is no reason to call a sweep failed: doctor tells of one that grows. */
    private static void trimLogs(InstalledApp app, PrintStream err) {
        if (app.logs().isPresent()) {
            try {
                new EntryLogs(new File(app.logs().get())).trim();
            } catch (IOException failed) {
                err.println("tickover: the logs: " + failed.getMessage());
            }
        }
    }

    /** Most schedules are, and thousands of them want no thread each. */
    private boolean isQuiet(String schedule, String zone) {
        return new DueCache(folder, schedule, zone).quietAt(machine.now()) != null;
    }

    private final class Sweeping extends Thread {
        private final String schedule;
        private final PrintStream err;
        private int code;

        Sweeping(String schedule, PrintStream err) {
            super("tickover-sweep-" + schedule);
            this.schedule = schedule;
            this.err = err;
        }

        @Override
        public void run() {
            try {
                code = pulse(schedule, SchedulePulse.extra(folder, schedule, machine, delivery(), null), err);
            } catch (FileLock.HeldTooLongException busy) {
                tellBusy(busy, err);
                code = TRY_LATER;
            } catch (IOException failed) {
                err.println("tickover: " + schedule + ": " + failed.getMessage());
                code = INVALID;
            }
        }
    }

    /** Beside the schedules: a host that does not answer must not keep commands waiting. */
    private final class Watching extends Thread {
        private final PrintStream err;

        Watching(PrintStream err) {
            super("tickover-sweep-host");
            this.err = err;
        }

        @Override
        public void run() {
            try {
                new HangWatch(folder, machine).look();
            } catch (IOException failed) {
                err.println("tickover: the host: " + failed.getMessage());
            }
        }
    }
}
