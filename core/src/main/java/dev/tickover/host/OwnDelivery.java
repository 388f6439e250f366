package dev.tickover.host;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.policy.Readiness;
import dev.tickover.state.Fence;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.tick.Delivery;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Delivers a tick that the host itself has decided on to its own handler, under the same rules as one from outside. */
final class OwnDelivery implements Delivery {

    private final String schedule;
    private final Fence fence;
    private final Handlers handlers;
    private final TickRuns runs;

    OwnDelivery(String schedule, Fence fence, Handlers handlers, TickRuns runs) {
        this.schedule = schedule;
        this.fence = fence;
        this.handlers = handlers;
        this.runs = runs;
    }

    @Override
    public Readiness readiness() throws IOException {
        // For the outcome's sake; every write is checked once more, while it is made.
        fence.check();
        return handlers.find(schedule) == null
                ? Readiness.missing(Kind.HOST_REFUSED, "the attached host has no handler for this schedule")
                : Readiness.READY;
    }

    @Override
    public Outcome deliver(InstalledSchedule installed, Tick tick, Runnable accepted) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        ReceivedTick received = ReceivedTick.of(installed.schedule(), tick);
        runs.run(received, new OutcomeListener(outcome, accepted));
        try {
            return outcome.get();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Outcome.Lost("the host closed while the handler ran");
        } catch (ExecutionException impossible) {
            return new Outcome.Failed(String.valueOf(impossible.getMessage()));
        }
    }

    /** Turns what a run tells into an outcome. */
    private static final class OutcomeListener implements TickRuns.Listener {
        private final CompletableFuture<Outcome> outcome;
        private final Runnable accepted;

        OutcomeListener(CompletableFuture<Outcome> outcome, Runnable accepted) {
            this.outcome = outcome;
            this.accepted = accepted;
        }

        @Override
        public void accepted() {
            accepted.run();
        }

        @Override
        public void duplicate() {
            outcome.complete(new Outcome.Duplicate());
        }

        @Override
        public void refused(String why) {
            outcome.complete(new Outcome.Undelivered(Kind.HOST_REFUSED, why));
        }

        @Override
        public void done() {
            outcome.complete(new Outcome.Done());
        }

        @Override
        public void failed(String message) {
            outcome.complete(new Outcome.Failed(message));
        }

        @Override
        public void putOff(String why) {
            outcome.complete(new Outcome.Undelivered(new Reason(Kind.HOST_BUSY, why), TickHost.PUT_OFF));
        }
    }
}
