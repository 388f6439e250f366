package dev.tickover.host;

import dev.tickover.ipc.HostServer;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.Surroundings;
import dev.tickover.tick.WakeRequest;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Is an application's end of Tickover: attached, it is the host that receives the ticks of the application's schedules.
 *
 * <pre>{@code
 * try (TickHost host = TickHost.attach("com.example.alma")) {
 *     host.onTick("heartbeat", tick -> beat(tick));
 *     ...
 * }
 * }</pre>
 *
 * <p>An idle host costs no processor time: one thread sleeps on the socket, and no timer runs unless something is
 * deferred. Its threads do not keep the process alive, except those in which handlers run. Safe for use by many threads.
 */
public final class TickHost implements AutoCloseable {

    /** When a tick is tried again that work in hand would not let run. */
    static final Duration PUT_OFF = Duration.ofSeconds(30);

    private static final long CLOSE_WITHIN_MS = 10_000;

    private final AppFolder folder;
    private final Surroundings surroundings = Surroundings.system();
    private final LeaseStore leases;
    private final Lease lease;
    private final Handlers handlers = new Handlers();
    private final WorkInHand work = new WorkInHand(surroundings.clocks());
    private final ScheduledThreadPoolExecutor timer;
    private final TickRuns runs;
    private final OwnPulses pulses;
    private final HostServer server;
    private boolean closed;

    private TickHost(String appId, AppFolder folder, Executor executor) throws IOException {
        this.folder = folder;
        this.leases = new LeaseStore(folder, surroundings.processes());
        this.lease = takeLease(appId);
        this.timer = idleTimer();
        this.runs = new TickRuns(handlers, work, executor, timer, surroundings.clocks());
        this.pulses = new OwnPulses(surroundings, timer, this::pulse);
        HostRequests requests =
                new HostRequests(appId, lease.generation(), lease.process().pid(), runs, work, pulses);
        try {
            this.server = HostServer.listen(lease.socket(), "tickover-host-" + appId, requests);
        } catch (IOException cannotListen) {
            Attachment.detach(folder, lease.generation(), surroundings);
            throw new AttachException(
                    "cannot listen on " + lease.socket() + ": " + cannotListen.getMessage(), cannotListen);
        }
    }

    /** Attaches to the application of a state folder that is known already. */
    static TickHost attach(String appId, AppFolder folder, Executor executor) throws IOException {
        return new TickHost(appId, folder, executor);
    }

    /**
     * Attaches to an installed application, as its host. What is owed is handed over as soon as a handler is registered
     * for it.
     *
     * @param appId the application's id
     * @return the host; close it to detach
     * @throws AttachException if the application is not installed for this user, or another process is its host
     * @throws IOException if its state folder cannot be read or written
     */
    public static TickHost attach(String appId) throws IOException {
        return attach(appId, command -> new Thread(command, "tickover-handler").start());
    }

    /**
     * Attaches, and has handlers run by an executor of the application's own.
     *
     * @param appId the application's id
     * @param executor runs handlers, each of which may wait for work in hand; it must not run them in the calling thread
     * @return the host; close it to detach
     * @throws AttachException if the application is not installed for this user, or another process is its host
     * @throws IOException if its state folder cannot be read or written
     */
    public static TickHost attach(String appId, Executor executor) throws IOException {
        Objects.requireNonNull(executor, "executor");
        if (!App.isId(appId)) {
            throw new AttachException("no app id: " + appId);
        }
        Environment environment = Environment.current();
        AppFolder folder = new AppFolder(folder(environment, Scope.USER, appId));
        if (!folder.exists() && environment.variable("TICKOVER_HOME").isEmpty()) {
            AppFolder ofMachine = new AppFolder(folder(environment, Scope.SYSTEM, appId));
            folder = ofMachine.exists() ? ofMachine : folder;
        }
        if (!folder.exists()) {
            throw new AttachException("application " + appId + " is not installed (no " + folder.app()
                    + "); install it with `tickover install`");
        }
        return new TickHost(appId, folder, executor);
    }

    private static File folder(Environment environment, Scope scope, String appId) throws AttachException {
        try {
            return new Folders(environment, scope).state(appId).toFile();
        } catch (Folders.NoFolderException none) {
            throw new AttachException(none.getMessage() + "; " + none.advice(), none);
        }
    }

    private Lease takeLease(String appId) throws IOException {
        String runtimeFolder = Environment.current()
                .variable("XDG_RUNTIME_DIR")
                .orElse(File.separatorChar == '/' ? "/tmp" : folder.path().getPath());
        try {
            return Attachment.attach(folder, surroundings.processes().self(), new File(runtimeFolder), surroundings);
        } catch (LeaseStore.LeaseHeldException held) {
            throw new AttachException("application " + appId + " has a host: " + held.getMessage(), held);
        }
    }

    /** A timer whose thread ends when nothing is scheduled. */
    private static ScheduledThreadPoolExecutor idleTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tickover-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private SchedulePulse pulse(String schedule) {
        OwnDelivery delivery = new OwnDelivery(schedule, lease.generation(), leases, handlers, runs);
        return new SchedulePulse(folder, schedule, surroundings, delivery);
    }

    /**
     * Registers the handler of a schedule's ticks, in place of the one before. What is owed is delivered at once.
     *
     * @param schedule the schedule's name
     * @param handler does the work
     * @return the registration; closing it takes the handler back, if it is still the current one
     */
    public Registration onTick(String schedule, TickHandler handler) {
        Objects.requireNonNull(schedule, "schedule");
        Registration registration = handlers.register(schedule, Objects.requireNonNull(handler, "handler"));
        pulses.request(schedule);
        return registration;
    }

    /**
     * Begins a piece of work during which ticks wait, up to the schedule's grace.
     *
     * @param id what it is, for people
     * @return the work; close it when it has ended
     */
    public Work beginWork(String id) {
        return work.begin(Objects.requireNonNull(id, "id"));
    }

    /**
     * Asks for a tick outside the recurrence. The request is written down before this returns and then goes through the
     * same rules as every tick: it is served now, or after the spacing, by whoever comes first.
     *
     * @param schedule the schedule's name
     * @param reason why: 1 to 128 printable ASCII characters without blanks and commas
     * @return true if it is accepted; false if the schedule is paused or disabled
     * @throws IOException if there is no such schedule, or its state cannot be read or written
     * @throws IllegalArgumentException if the reason is malformed
     */
    public boolean wake(String schedule, String reason) throws IOException {
        boolean accepted = WakeRequest.accept(folder, schedule, reason, surroundings) == null;
        if (accepted) {
            pulses.request(schedule);
        }
        return accepted;
    }

    /**
     * Returns this host's generation: each host of an application has a higher one than all before it.
     *
     * @return the generation, from 1
     */
    public long generation() {
        return lease.generation();
    }

    /**
     * Detaches: takes no further tick, waits up to ten seconds for handlers that run, and gives the lease back. What a
     * handler still does then is delivered again to the next host, with the same id. Closing twice does nothing.
     *
     * @throws IOException if the lease cannot be written; the host then counts as crashed once its process ends
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        pulses.close();
        runs.close();
        try {
            if (runs.awaitIdle(CLOSE_WITHIN_MS)) {
                // What the handlers came to is still to be written down.
                pulses.awaitIdle(CLOSE_WITHIN_MS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.close();
        timer.shutdownNow();
        Attachment.detach(folder, lease.generation(), surroundings);
    }
}
