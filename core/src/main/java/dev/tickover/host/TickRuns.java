package dev.tickover.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Boolean> completed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    TickRuns(Handlers handlers, WorkInHand work, Executor executor, ScheduledExecutorService timer) {
        this.handlers = handlers;
        this.work = work;
        this.executor = executor;
        this.timer = timer;
    }

    /** Is told what becomes of a tick: exactly one of accepted (then later ended), duplicate or refused. */
    interface Listener {
        void accepted();

        void duplicate();

        void refused(String why);

        void done();

        void failed(String message);

        /** Work in hand would not yield. */
        void putOff(String why);
    }

    void run(ReceivedTick tick, Listener listener) {
        TickHandler handler = handlers.find(tick.schedule());
        Running started = null;
        synchronized (this) {
            if (completed.containsKey(tick.id())) {
                listener.duplicate();
                return;
            }
            Running same = running.get(tick.id());
            if (same != null) {
                same.listeners.add(listener);
                listener.accepted();
                return;
            }
            if (handler == null) {
                listener.refused("no handler for schedule " + tick.schedule());
                return;
            }
            started = new Running(tick, handler, listener);
            running.put(tick.id(), started);
            listener.accepted();
        }
        executor.execute(started);
    }

    synchronized int count() {
        return running.size();
    }

    /** Waits until no handler runs, at most so long. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long step = Math.min(millis, 50);
        for (long waited = 0; !running.isEmpty() && waited < millis; waited += step) {
            wait(step);
        }
        return running.isEmpty();
    }

    private synchronized List<Listener> end(Running ended, boolean isDone) {
        running.remove(ended.tick.id());
        if (isDone) {
            completed.put(ended.tick.id(), Boolean.TRUE);
        }
        notifyAll();
        return ended.listeners;
    }

    private final class Running implements Runnable {
        private final ReceivedTick tick;
        private final TickHandler handler;
        /** Guarded by the runs. */
        private final List<Listener> listeners = new ArrayList<>();

        private Thread thread;
        private boolean timedOut;

        Running(ReceivedTick tick, TickHandler handler, Listener first) {
            this.tick = tick;
            this.handler = handler;
            listeners.add(first);
        }

        @Override
        public void run() {
            try {
                String refusal = work.yield(tick.grace());
                if (refusal != null) {
                    for (Listener listener : end(this, false)) {
                        listener.putOff(refusal);
                    }
                    return;
                }
            } catch (InterruptedException interrupted) {
                tellFailed("interrupted while waiting for work in hand");
                return;
            }
            handle();
        }

        private void handle() {
            begin();
            Future<?> limit = timer.schedule(this::interrupt, tick.timeout().toMillis(), TimeUnit.MILLISECONDS);
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
                for (Listener listener : end(this, true)) {
                    listener.done();
                }
            }
        }

        private void tellFailed(String message) {
            for (Listener listener : end(this, false)) {
                listener.failed(message);
            }
        }

        private synchronized void begin() {
            thread = Thread.currentThread();
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
