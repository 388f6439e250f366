package dev.tickover.host;

import dev.tickover.ipc.HostServer;
import dev.tickover.ipc.Peer;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Fence;
import dev.tickover.state.FencedException;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import dev.tickover.tick.OverduePulses;
import dev.tickover.tick.SchedulePulse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One term of a host: the time between taking a lease and losing it. It ends once, by closing, by handing over or because
 * another host has the lease; another term is another object. Safe for use by many threads.
 */
final class ActiveHost {

    private static final long CLOSE_WITHIN_MS = 10_000;

    /** What handlers are allowed to end in before the lease is handed over; they go on after that. */
    private static final long HAND_OVER_WITHIN_MS = 5_000;

    /** A handler that goes on for longer answers nobody: its tick client has given up by then, or died. */
    private static final long LONGEST_HANDLER_MS = 24 * 3_600_000;

    private final AppFolder folder;
    private final Machine machine;
    private final Lease lease;
    private final Fence fence;
    private final Handlers handlers;
    private final HostEvents events;
    private final WorkInHand work;
    private final TickRuns runs;
    private final Owner owner;
    private final OwnPulses pulses;
    private final PulseWatch watch;
    private final HostServer server;
    private final CountDownLatch announced = new CountDownLatch(1);
    private final CountDownLatch givenBack = new CountDownLatch(1);
    private boolean over;

    /** The host of this term. It receives the end of the term, unless it closed the host itself. */
    interface Owner {
        /** The term is over: the host is no longer active. */
        void over(ActiveHost term, String why);

        /** The host may wait for its next term. */
        void standBy();
    }

    ActiveHost(
            String appId,
            AppFolder folder,
            Machine machine,
            Lease lease,
            Handlers handlers,
            HostEvents events,
            WorkInHand work,
            TickRuns runs,
            ScheduledExecutorService timer,
            Owner owner)
            throws IOException {
        this.folder = folder;
        this.machine = machine;
        this.lease = lease;
        this.handlers = handlers;
        this.events = events;
        this.work = work;
        this.runs = runs;
        this.owner = owner;
        this.fence = new Fence(new LeaseStore(folder, machine.processes()), lease);
        this.watch =
                new PulseWatch(new OverduePulses(folder, machine, fence), machine.clocks(), this::kicked, this::fenced);
        this.pulses = new OwnPulses(machine, timer, this::pulse, this::fenced);
        HostRequests requests = new HostRequests(
                appId,
                lease.generation(),
                lease.process().pid(),
                runs,
                work,
                pulses,
                watch::glance,
                () -> inBackground("tickover-lease", this::refusal),
                peer -> inBackground("tickover-hand-over", () -> handOver(peer)));
        try {
            this.server = HostServer.listen(lease.socket(), "tickover-host-" + appId, requests);
        } catch (IOException cannotListen) {
            Attachment.detach(folder, lease.generation(), "cannot listen on its socket", machine);
            throw new AttachException(
                    "cannot listen on " + lease.socket() + ": " + cannotListen.getMessage(), cannotListen);
        }
        runs.open();
    }

    private static void inBackground(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    long generation() {
        return lease.generation();
    }

    Fence fence() {
        return fence;
    }

    void request(String schedule) {
        pulses.request(schedule);
    }

    /** Begins to serve. Listeners must have received Active before, so that Replaced cannot come first. */
    void begin() {
        announced.countDown();
        requestAll();
    }

    /** Hands over what is owed to every handler that there is. */
    private void requestAll() {
        handlers.schedules().forEach(pulses::request);
    }

    void glance() {
        watch.glance();
    }

    private SchedulePulse pulse(String schedule) {
        watch.glance();
        OwnDelivery delivery = new OwnDelivery(schedule, fence, handlers, runs);
        return SchedulePulse.extra(folder, schedule, machine, delivery, fence);
    }

    private void kicked(OverduePulses.Kick kick) {
        events.tell(new HostEvent.Kicked(kick.entry(), kick.why()));
        if (PulseWatch.isSweep(kick)) {
            requestAll();
        } else if (handlers.find(kick.entry()) != null) {
            pulses.request(kick.entry());
        }
    }

    /** Returns null while this is the active host, else why it is not. */
    String refusal() {
        try {
            fence.check();
            return null;
        } catch (FencedException lost) {
            fenced(lost);
            return lost.getMessage();
        } catch (IOException unreadable) {
            // Nobody can have taken a lease that cannot be read.
            return null;
        }
    }

    /** Ends the term, which another host has ended already. Handlers that run go on to their end. */
    void fenced(FencedException lost) {
        if (isFirstEnd()) {
            pulses.close();
            runs.close();
            // In a thread of its own: this one may be the server's.
            inBackground("tickover-replaced", () -> {
                server.close();
                givenBack.countDown();
                tellOver(lost.getMessage());
                owner.standBy();
            });
        }
    }

    private void tellOver(String why) {
        await(announced, CLOSE_WITHIN_MS);
        owner.over(this, why);
    }

    private synchronized boolean isFirstEnd() {
        boolean isFirst = !over;
        over = true;
        return isFirst;
    }

    /** Saves the work in hand, lets handlers end for a while, and lets whoever asked take the lease. */
    private void handOver(Peer peer) {
        if (!isFirstEnd()) {
            return;
        }
        close();
        work.save();
        awaitHandlers(HAND_OVER_WITHIN_MS);
        peer.send(new JsonLine().put("v", Protocol.VERSION).put(Protocol.STATUS, Protocol.DONE));
        giveWay();
        givenBack.countDown();
        tellOver(whyOver());
        owner.standBy();
        // Tick clients that wait for the end of a handler still get it over their connections.
        awaitHandlers(LONGEST_HANDLER_MS);
        server.close();
    }

    /** Whoever asked takes the lease from this host, so that nobody comes first; if it has died, the lease is given back. */
    private void giveWay() {
        try {
            if (!Attachment.isTakenSoon(folder, lease.generation(), machine)) {
                Attachment.detach(folder, lease.generation(), "handed over, but nobody took over", machine);
            }
        } catch (IOException unreadable) {
            // It can be taken from a host that no longer serves all the same, as from one that hangs.
            return;
        }
    }

    private String whyOver() {
        try {
            fence.check();
        } catch (IOException over) {
            return over.getMessage();
        }
        return "generation " + lease.generation() + " could not give its lease back";
    }

    /** Waits for handlers; what they came to is written down then. */
    private void awaitHandlers(long millis) {
        try {
            if (runs.awaitIdle(millis)) {
                pulses.awaitIdle(CLOSE_WITHIN_MS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the calling thread is one that {@link #end} waits for. */
    boolean isWaitedForByThisThread() {
        return runs.isRunByThisThread() || pulses.isLookedAtByThisThread() || server.isServedByThisThread();
    }

    /** Takes no more ticks. */
    void close() {
        pulses.close();
        runs.close();
    }

    /** Waits for handlers and gives the lease back. */
    void end() throws IOException {
        if (!isFirstEnd()) {
            await(givenBack, CLOSE_WITHIN_MS);
            return;
        }
        awaitHandlers(CLOSE_WITHIN_MS);
        try {
            // Before the socket goes: whoever stands by sees that close, and takes the lease at once.
            Attachment.detach(folder, lease.generation(), "", machine);
        } finally {
            server.close();
        }
    }
}
