package dev.tickover.simulation;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Step;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.tick.TickClient;
import java.time.Duration;
import java.util.Optional;

/** Plays for one schedule what a tick client does: {@link TickClient#pulse}, with waiting as virtual time. */
final class Pulse {

    private final SimulatedMachine machine;
    private final LiveSchedule live;
    private final String owner;
    private final Runnable onEnd;
    private final long begun;
    private boolean ended;

    Pulse(SimulatedMachine machine, LiveSchedule live, String owner, Runnable onEnd) {
        this.machine = machine;
        this.live = live;
        this.owner = owner;
        this.onEnd = onEnd;
        this.begun = machine.clocks().awakeMillis();
    }

    void step() {
        if (machine.clients().isDead(owner)) {
            return;
        }
        Optional<Fault> fault = machine.clients().takeFault();
        if (fault.equals(Optional.of(Fault.CLIENT_DIES_FIRST))) {
            machine.note(live.schedule().name(), new TraceEvent.Faulted(Fault.CLIENT_DIES_FIRST));
            die(Fault.CLIENT_DIES_FIRST);
            return;
        }
        boolean command = live.schedule().isCommand();
        Readiness readiness = command ? Readiness.READY : machine.host().readiness();
        Step step = live.look(machine.clocks().now(), owner, machine.clients()::isDead, readiness);
        if (step instanceof Step.Starts starts) {
            deliver(starts.tick(), fault);
            return;
        }
        machine.clients().returnFault(fault);
        if (step instanceof Step.Deferred deferred) {
            waitUntil(deferred);
        } else if (step instanceof Step.StartNeeded && live.schedule().whenAbsent() == WhenAbsent.START) {
            machine.host().start(this::next, this::end);
        } else {
            end();
        }
    }

    private void waitUntil(Step.Deferred deferred) {
        Duration wait = Duration.between(machine.clocks().wall(), deferred.until());
        long age = machine.clocks().awakeMillis() - begun;
        if (wait.compareTo(TickClient.OLDEST.minusMillis(age)) > 0) {
            end();
        } else {
            machine.after(wait.toMillis() < 1 ? Duration.ofMillis(1) : wait, this::next);
        }
    }

    /** Looks again, unless this client is too old to begin another tick. */
    private void next() {
        if (machine.clocks().awakeMillis() - begun > TickClient.OLDEST.toMillis()) {
            end();
        } else {
            step();
        }
    }

    private void deliver(Tick tick, Optional<Fault> fault) {
        fault.ifPresent(which -> machine.note(live.schedule().name(), new TraceEvent.Faulted(which)));
        Fault which = fault.orElse(null);
        if (which == Fault.CLIENT_DIES_BEFORE_SENDING) {
            die(which);
        } else if (which == Fault.UNDELIVERED) {
            told(tick, new Outcome.Undelivered(Reason.Kind.HOST_UNREACHABLE, "nobody answers"));
        } else if (which == Fault.BUSY) {
            told(
                    tick,
                    new Outcome.Undelivered(
                            new Reason(Reason.Kind.HOST_BUSY, "the host is busy"), Duration.ofMinutes(3)));
        } else if (which == Fault.LOST_BEFORE) {
            told(tick, new Outcome.Lost("the host vanished"));
        } else if (live.schedule().isCommand()) {
            SimulatedHost.runCommand(
                    machine, live.schedule(), tick, which == Fault.FAILED, outcome -> answered(tick, outcome, which));
        } else {
            machine.host()
                    .deliver(live.schedule(), tick, which == Fault.FAILED, outcome -> answered(tick, outcome, which));
        }
    }

    private void answered(Tick tick, Outcome outcome, Fault fault) {
        if (ended || machine.clients().isDead(owner)) {
            return;
        }
        if (fault == Fault.CLIENT_DIES_BEFORE_TELLING) {
            die(fault);
        } else {
            told(tick, fault == Fault.LOST_AFTER ? new Outcome.Lost("the answer was lost") : outcome);
        }
    }

    private void told(Tick tick, Outcome outcome) {
        live.end(tick, outcome, machine.clocks().wall());
        if (outcome instanceof Outcome.Undelivered || outcome instanceof Outcome.Lost) {
            machine.hosts().look();
            end();
        } else {
            next();
        }
    }

    private void die(Fault fault) {
        ended = true;
        machine.clients().dies(owner, live.schedule().name(), fault);
    }

    private void end() {
        if (!ended) {
            ended = true;
            onEnd.run();
        }
    }
}
