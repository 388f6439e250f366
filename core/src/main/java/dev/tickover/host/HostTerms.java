package dev.tickover.host;

import dev.tickover.state.AppFolder;
import dev.tickover.state.CheckpointStore;
import dev.tickover.state.Fence;
import dev.tickover.state.Lease;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import dev.tickover.tick.Standby;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The terms of one host: it is active, stands by for its next term, or has closed. Safe for use by many threads.
 */
final class HostTerms implements ActiveHost.Owner {

    private static final long CLOSE_WITHIN_MS = 10_000;

    private final String appId;
    private final AppFolder folder;
    private final Machine machine;
    private final File shortFolder;
    private final HostEvents events = new HostEvents();
    private final Handlers handlers = new Handlers();
    private final ScheduledThreadPoolExecutor timer = idleTimer();
    private final WorkInHand work;
    private final TickRuns runs;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Null while this host stands by. */
    private ActiveHost active;
    /** Null while this host is active. */
    private Standby standby;
    /** The thread in which it stands by, or stood by last; null if it never did. */
    private Thread waiting;

    private boolean closed;

    HostTerms(String appId, AppFolder folder, Executor executor, Machine machine, File shortFolder) {
        this.appId = appId;
        this.folder = folder;
        this.machine = machine;
        this.shortFolder = shortFolder;
        this.work = new WorkInHand(machine.clocks(), new CheckpointStore(folder), this::fence, this::glance);
        this.runs = new TickRuns(handlers, work, executor, timer, machine.clocks(), this::refusal, events);
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

    void begin(Takeover takeover) throws IOException {
        Standby way = newStandby();
        Optional<Lease> lease = takeover == Takeover.NOW ? way.takeOver() : way.tryNow();
        if (lease.isPresent()) {
            activate(lease.get());
        } else {
            standBy(way);
        }
    }

    private Standby newStandby() {
        return new Standby(folder, machine.processes().self(), shortFolder, machine);
    }

    @Override
    public void standBy() {
        standBy(newStandby());
    }

    private void standBy(Standby way) {
        Thread thread = new Thread(() -> awaitLease(way), "tickover-standby-" + appId);
        thread.setDaemon(true);
        synchronized (this) {
            if (closed) {
                return;
            }
            standby = way;
            waiting = thread;
        }
        events.tell(new HostEvent.StandingBy());
        thread.start();
    }

    private void awaitLease(Standby way) {
        try {
            Optional<Lease> lease = way.await();
            if (lease.isPresent()) {
                activateOrStandBy(lease.get());
            }
        } catch (IOException uninstalled) {
            throw new UncheckedIOException("the host of " + appId + " can no longer stand by", uninstalled);
        }
    }

    private void activateOrStandBy(Lease lease) throws IOException {
        try {
            activate(lease);
        } catch (AttachException cannotListen) {
            // Others, which can, come first.
            Attachment.isTakenSoon(folder, lease.generation(), machine);
            standBy();
        }
    }

    private void activate(Lease lease) throws IOException {
        ActiveHost term = null;
        // Whoever comes as soon as it listens, and asks whether this host is active, waits until it is.
        synchronized (this) {
            if (!closed) {
                term = new ActiveHost(appId, folder, machine, lease, handlers, events, work, runs, timer, this);
                active = term;
                standby = null;
            }
        }
        if (term == null) {
            Attachment.detach(folder, lease.generation(), "", machine);
            return;
        }
        events.tell(new HostEvent.Active(lease.generation()));
        term.begin();
    }

    @Override
    public void over(ActiveHost term, String why) {
        synchronized (this) {
            if (active != term) {
                return;
            }
            active = null;
        }
        work.endTerm();
        events.tell(new HostEvent.Replaced(term.generation(), why));
    }

    /** Returns null while this host stands by. */
    synchronized ActiveHost active() {
        return active;
    }

    HostEvents events() {
        return events;
    }

    Handlers handlers() {
        return handlers;
    }

    WorkInHand work() {
        return work;
    }

    /** Returns null while this is the active host, else why it is not. */
    private String refusal() {
        ActiveHost term = active();
        return term == null ? "the host stands by" : term.refusal();
    }

    private Fence fence() {
        ActiveHost term = active();
        return term == null ? null : term.fence();
    }

    private void glance() {
        ActiveHost term = active();
        if (term != null) {
            term.glance();
        }
    }

    /** Listens, and tells the state at once; once more if it has changed meanwhile, so that the last one told is true. */
    Registration listen(Consumer<HostEvent> listener) {
        Registration registration = events.listen(listener);
        HostEvent told = state();
        HostEvents.tell(listener, told);
        while (!told.equals(state())) {
            told = state();
            HostEvents.tell(listener, told);
        }
        return registration;
    }

    private HostEvent state() {
        ActiveHost term = active();
        return term == null ? new HostEvent.StandingBy() : new HostEvent.Active(term.generation());
    }

    /** Ends as {@link TickHost#close} says. */
    void close() throws IOException {
        boolean first;
        ActiveHost term;
        Standby way;
        Thread stoodBy;
        synchronized (this) {
            first = !closed;
            closed = true;
            term = active;
            way = standby;
            stoodBy = waiting;
        }
        if (way != null) {
            way.close();
            awaitEndOf(stoodBy);
        }
        if (term == null) {
            timer.shutdownNow();
            ended.countDown();
            return;
        }
        term.close();
        // Whoever is waited for cannot wait.
        boolean isWaitedFor = term.isWaitedForByThisThread();
        if (first && isWaitedFor) {
            // No daemon: a process that now ends by itself must not end as crashed.
            new Thread(() -> endUnasked(term), "tickover-close").start();
        } else if (first) {
            end(term);
        } else if (!isWaitedFor) {
            awaitEnd();
        }
    }

    /** What it leaves behind it removes itself; a process that has closed its host may end before that. */
    private static void awaitEndOf(Thread stoodBy) {
        try {
            if (stoodBy != Thread.currentThread()) {
                stoodBy.join(CLOSE_WITHIN_MS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endUnasked(ActiveHost term) {
        try {
            end(term);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the host has closed, but could not detach", unwritable);
        }
    }

    private void end(ActiveHost term) throws IOException {
        try {
            term.end();
        } finally {
            timer.shutdownNow();
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
