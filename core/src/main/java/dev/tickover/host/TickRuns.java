package dev.tickover.host;

import dev.tickover.machine.Clocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs handlers: each id once at a time, and never again once completed. A second delivery of a tick that is running
 * joins it and is told its end too. Safe for use by many threads.
 */
final class TickRuns {

    private static final int REMEMBERED = 512;

    private final Handlers handlers;
    private final WorkInHand work;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Clocks clocks;
    private final Gate gate;
    private final HostEvents events;
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Boolean> completed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Set<Thread> threads = new HashSet<>();
    private int telling;
    private boolean closed = true;

    TickRuns(
            Handlers handlers,
            WorkInHand work,
            Executor executor,
            ScheduledExecutorService timer,
            Clocks clocks,
            Gate gate,
            HostEvents events) {
        this.clocks = clocks;
        this.gate = gate;
        this.events = events;
        this.handlers = handlers;
        this.work = work;
        this.executor = executor;
        this.timer = timer;
    }

    /** Is told what becomes of a tick: one of accepted (and its end, which may overtake it where a second
     * delivery joins), duplicate or refused. */
    interface Listener {
        void accepted();

        void duplicate();

        void refused(String why);

        void done();

        void failed(String message);

        /** Work in hand would not yield. */
        void putOff(String why);
    }

    /** Looks, right before a handler runs, whether this host may still run any. */
    interface Gate {
        /** Returns null if it may, else why not. */
        String refusal();
    }

    void run(ReceivedTick tick, Listener listener) {
        Running started = null;
        String refusal = null;
        boolean isDuplicate;
        synchronized (this) {
            Running same = running.get(tick.id());
            TickHandler handler = handlers.find(tick.schedule());
            isDuplicate = completed.containsKey(tick.id());
            if (same != null) {
                same.listeners.add(listener);
            } else if (!isDuplicate && closed) {
                refusal = "the host is closing or stands by";
            } else if (!isDuplicate && handler == null) {
                refusal = "no handler for schedule " + tick.schedule();
            } else if (!isDuplicate) {
                started = new Running(tick, handler, listener);
                running.put(tick.id(), started);
            }
        }
        // Listeners are told without the lock: one of them writes the history, which may have to wait for others.
        if (isDuplicate) {
            listener.duplicate();
        } else if (refusal != null) {
            listener.refused(refusal);
        } else {
            listener.accepted();
            if (started != null) {
                events.tell(new HostEvent.TickAccepted(tick));
                execute(started);
            }
        }
    }

    private void execute(Running started) {
        try {
            executor.execute(started);
        } catch (RuntimeException | OutOfMemoryError rejected) {
            String why = "the host's executor takes no work: " + rejected.getMessage();
            started.putOff(why);
        }
    }

    synchronized int count() {
        return running.size();
    }

    /** The longest time that a handler has gone on beyond its timeout, deaf to its interrupt; zero if none has. */
    synchronized Duration longestOverdue() {
        long now = clocks.awakeNanos();
        long longest = 0;
        for (Running each : running.values()) {
            longest = Math.max(longest, now - each.mustEndBy(now));
        }
        return Duration.ofNanos(longest);
    }

    /** Tells whether the calling thread is one that {@link #awaitIdle} waits for. */
    synchronized boolean isRunByThisThread() {
        return threads.contains(Thread.currentThread());
    }

    /** Takes ticks from now on. */
    synchronized void open() {
        closed = false;
    }

    /** Refuses what is not running yet, until it is opened again. */
    synchronized void close() {
        closed = true;
    }

    /** Waits until no handler runs and all that ended were told of, at most so long. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long end = clocks.awakeNanos() + millis * 1_000_000;
        while (!running.isEmpty() || telling > 0) {
            long left = end - clocks.awakeNanos();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private void finish(Running ended, boolean isDone, Consumer<Listener> tell) {
        List<Listener> listeners;
        synchronized (this) {
            running.remove(ended.tick.id());
            if (isDone) {
                completed.put(ended.tick.id(), Boolean.TRUE);
            }
            telling++;
            listeners = ended.listeners;
        }
        try {
            listeners.forEach(tell);
        } finally {
            synchronized (this) {
                telling--;
                notifyAll();
            }
        }
    }

    private final class Running implements Runnable {
        private final ReceivedTick tick;
        private final TickHandler handler;
        /** Guarded by the runs. */
        private final List<Listener> listeners = new ArrayList<>();

        private Thread thread;
        private boolean timedOut;
        private long begunAt;

        Running(ReceivedTick tick, TickHandler handler, Listener first) {
            this.tick = tick;
            this.handler = handler;
            listeners.add(first);
        }

        @Override
        public void run() {
            Thread self = Thread.currentThread();
            synchronized (TickRuns.this) {
                threads.add(self);
            }
            try {
                yieldAndHandle();
            } finally {
                synchronized (TickRuns.this) {
                    threads.remove(self);
                }
            }
        }

        private void yieldAndHandle() {
            try {
                String refusal = work.yield(tick.grace());
                if (refusal != null) {
                    putOff(refusal);
                    return;
                }
            } catch (InterruptedException interrupted) {
                tellFailed("interrupted while waiting for work in hand");
                return;
            }
            String refusal = gate.refusal();
            if (refusal == null) {
                handle();
            } else {
                putOff(refusal);
            }
        }

        private void handle() {
            begin();
            Future<?> limit;
            try {
                limit = timer.schedule(this::interrupt, tick.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                putOff("the host closed while the tick waited for work in hand");
                return;
            }
            String failure = null;
            try {
                handler.handle(tick);
            } catch (Throwable thrown) {
                // Whatever a handler throws is its failure; an Error of the whole process will show soon enough.
                failure = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
            } finally {
                limit.cancel(false);
            }
            if (wasTimedOut()) {
                tellFailed("interrupted after its timeout of " + tick.timeout().toSeconds() + " s"
                        + (failure == null ? "" : ": " + failure));
            } else if (failure != null) {
                tellFailed(failure);
            } else {
                events.tell(new HostEvent.TickCompleted(tick));
                finish(this, true, Listener::done);
            }
        }

        private void putOff(String why) {
            events.tell(new HostEvent.TickPutOff(tick, why));
            finish(this, false, listener -> listener.putOff(why));
        }

        private void tellFailed(String message) {
            events.tell(new HostEvent.TickFailed(tick, message));
            finish(this, false, listener -> listener.failed(message));
        }

        private synchronized void begin() {
            thread = Thread.currentThread();
            begunAt = clocks.awakeNanos();
        }

        /** When it must have ended, on the awake clock; the moment given if its handler does not run. */
        private synchronized long mustEndBy(long now) {
            return thread == null ? now : begunAt + tick.timeout().toNanos();
        }

        private synchronized void interrupt() {
            if (thread != null) {
                timedOut = true;
                thread.interrupt();
            }
        }

        private synchronized boolean wasTimedOut() {
            thread = null;
            // Clear what may have come too late, so that an executor's thread is handed back clean.
            Thread.interrupted();
            return timedOut;
        }
    }
}
