package dev.tickover.host;

import dev.tickover.ipc.HostServer;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import dev.tickover.state.CheckpointStore;
import dev.tickover.state.Fence;
import dev.tickover.state.FencedException;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import dev.tickover.tick.OverduePulses;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.WakeRequest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
 * deferred. Its threads do not keep the process alive; nor do those in which handlers run, where the JDK has virtual
 * threads. Safe for use by many threads.
 */
public final class TickHost implements AutoCloseable {

    /** When a tick is tried again that work in hand would not let run. */
    static final Duration PUT_OFF = Duration.ofSeconds(30);

    private static final long CLOSE_WITHIN_MS = 10_000;

    private final AppFolder folder;
    private final Machine machine;
    private final LeaseStore leases;
    private final Lease lease;
    private final Fence fence;
    private final CheckpointStore checkpoints;
    private final HostEvents events = new HostEvents();
    private final Handlers handlers = new Handlers();
    private final WorkInHand work;
    private final ScheduledThreadPoolExecutor timer;
    private final TickRuns runs;
    private final OwnPulses pulses;
    private final PulseWatch watch;
    private final HostServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    private HostEvent.Fenced fenced;
    private boolean closed;

    private TickHost(String appId, AppFolder folder, Executor executor, Machine machine, File shortFolder)
            throws IOException {
        this.folder = folder;
        this.machine = machine;
        this.leases = new LeaseStore(folder, machine.processes());
        this.lease = takeLease(appId, shortFolder);
        this.fence = new Fence(leases, lease);
        this.checkpoints = new CheckpointStore(folder);
        this.watch =
                new PulseWatch(new OverduePulses(folder, machine, fence), machine.clocks(), this::kicked, this::fenced);
        this.work = new WorkInHand(machine.clocks(), checkpoints, fence, watch::glance);
        this.timer = idleTimer();
        this.runs = new TickRuns(handlers, work, executor, timer, machine.clocks(), this::refusal, events);
        this.pulses = new OwnPulses(machine, timer, this::pulse, this::fenced);
        HostRequests requests = new HostRequests(
                appId, lease.generation(), lease.process().pid(), runs, work, pulses, watch::glance, this::lookAtLease);
        try {
            this.server = HostServer.listen(lease.socket(), "tickover-host-" + appId, requests);
        } catch (IOException cannotListen) {
            Attachment.detach(folder, lease.generation(), machine);
            throw new AttachException(
                    "cannot listen on " + lease.socket() + ": " + cannotListen.getMessage(), cannotListen);
        }
    }

    /** Attaches on a given machine to the application of a state folder that is known already. */
    static TickHost attach(String appId, AppFolder folder, Executor executor, Machine machine) throws IOException {
        return new TickHost(appId, folder, executor, machine, folder.path());
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
        return attach(appId, new HandlerThreads());
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
        String otherFolder = File.separatorChar == '/' ? "/tmp" : folder.path().getPath();
        File shortFolder = new File(environment.variable("XDG_RUNTIME_DIR").orElse(otherFolder));
        return new TickHost(appId, folder, executor, Machine.system(), shortFolder);
    }

    private static File folder(Environment environment, Scope scope, String appId) throws AttachException {
        try {
            return new Folders(environment, scope).state(appId).toFile();
        } catch (Folders.NoFolderException none) {
            throw new AttachException(none.getMessage() + "; " + none.advice(), none);
        }
    }

    private Lease takeLease(String appId, File shortFolder) throws IOException {
        try {
            return Attachment.attach(folder, machine.processes().self(), shortFolder, machine);
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
        watch.glance();
        OwnDelivery delivery = new OwnDelivery(schedule, fence, handlers, runs);
        return SchedulePulse.extra(folder, schedule, machine, delivery, fence);
    }

    /** Returns null while this is the host, else why it is not. */
    private String refusal() {
        try {
            fence.check();
            return null;
        } catch (FencedException over) {
            fenced(over);
            return over.getMessage();
        } catch (IOException unreadable) {
            // Nobody can have taken a lease that cannot be read.
            return null;
        }
    }

    private void lookAtLease() {
        Thread thread = new Thread(this::refusal, "tickover-lease");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends all that a host does, once; handlers that run go on to their end, which nobody will be told. */
    private void fenced(FencedException over) {
        HostEvent.Fenced event = new HostEvent.Fenced(lease.generation(), over.getMessage());
        synchronized (this) {
            if (closed || fenced != null) {
                return;
            }
            fenced = event;
        }
        pulses.close();
        runs.close();
        // In a thread of its own: this one may be the server's.
        Thread thread = new Thread(
                () -> {
                    server.close();
                    events.tell(event);
                },
                "tickover-fenced");
        thread.setDaemon(true);
        thread.start();
    }

    private void kicked(OverduePulses.Kick kick) {
        events.tell(new HostEvent.Kicked(kick.entry(), kick.why()));
        if (PulseWatch.isSweep(kick)) {
            handlers.schedules().forEach(pulses::request);
        } else if (handlers.find(kick.entry()) != null) {
            pulses.request(kick.entry());
        }
    }

    /**
     * Listens to what happens in this host. That it is attached, or already fenced, is told at once.
     *
     * @param listener is told each event, by whichever thread brings it about: it must be quick. What it throws goes to
     *     that thread's uncaught-exception handler, and changes nothing else
     * @return the registration; closing it ends the listening
     */
    public Registration onEvent(Consumer<HostEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        HostEvent.Fenced over;
        Registration registration;
        synchronized (this) {
            over = fenced;
            registration = events.listen(listener);
        }
        HostEvents.tell(listener, over == null ? new HostEvent.Attached(lease.generation()) : over);
        return registration;
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
     * @param id what it is, for people; with it, the next host finds what the work saved of itself
     * @return the work; close it when it has ended
     */
    public Work beginWork(String id) {
        return work.begin(Objects.requireNonNull(id, "id"));
    }

    /**
     * Finds what a piece of work last saved of itself, in this host or in one before that crashed, hung or closed before
     * the work had ended.
     *
     * @param workId the id it was begun with
     * @return its state; empty if it saved none since it last ended
     * @throws IOException if it is there but cannot be read
     */
    public Optional<byte[]> checkpoint(String workId) throws IOException {
        return checkpoints.find(workId);
    }

    /**
     * Lists the pieces of work that saved something of themselves and have not ended.
     *
     * @return their ids, sorted
     */
    public SortedSet<String> checkpoints() {
        return checkpoints.ids();
    }

    /**
     * Asks for a tick outside the recurrence. The request is written down before this returns and then goes through the
     * same rules as every tick: it is served now, or after the spacing, by whoever comes first.
     *
     * @param schedule the schedule's name
     * @param reason why: 1 to 128 printable ASCII characters without blanks and commas
     * @return true if it is accepted; false if the schedule is paused or disabled
     * @throws FencedException if this is no longer the host; nothing is written
     * @throws IOException if there is no such schedule, or its state cannot be read or written
     * @throws IllegalArgumentException if the reason is malformed
     */
    public boolean wake(String schedule, String reason) throws IOException {
        try {
            boolean accepted =
                    WakeRequest.accept(folder, schedule, reason, machine, fence).isEmpty();
            if (accepted) {
                pulses.request(schedule);
            }
            watch.glance();
            return accepted;
        } catch (FencedException over) {
            fenced(over);
            throw over;
        }
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
     * handler still does then is delivered again to the next host, with the same id. Closing again only waits for that.
     * Called by a handler or a listener of this host, it returns at once, and the host detaches when that has ended.
     *
     * @throws IOException if the lease cannot be written; the host then counts as crashed once its process ends
     */
    @Override
    public void close() throws IOException {
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
        }
        pulses.close();
        runs.close();
        // Whoever is waited for cannot wait.
        boolean isWaitedFor =
                runs.isRunByThisThread() || pulses.isLookedAtByThisThread() || server.isServedByThisThread();
        if (first && isWaitedFor) {
            // No daemon: a process that now ends by itself must not end as crashed.
            new Thread(this::endUnasked, "tickover-close").start();
        } else if (first) {
            end();
        } else if (!isWaitedFor) {
            awaitEnd();
        }
    }

    private void endUnasked() {
        try {
            end();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the host has closed, but could not detach", unwritable);
        }
    }

    private void end() throws IOException {
        try {
            if (runs.awaitIdle(CLOSE_WITHIN_MS)) {
                // What the handlers came to is still to be written down.
                pulses.awaitIdle(CLOSE_WITHIN_MS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            server.close();
            timer.shutdownNow();
            Attachment.detach(folder, lease.generation(), machine);
        } finally {
            ended.countDown();
        }
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
