package dev.tickover.tick;

import dev.tickover.event.HostChange;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;
import dev.tickover.event.Tick;
import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.Clocks;
import dev.tickover.policy.Readiness;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.time.Duration;

/** Delivers to the host that holds the lease, over its socket. */
public final class SocketDelivery implements Delivery {

    /** What a host is allowed beyond grace and timeout until its answer counts as lost, in milliseconds. */
    private static final long MARGIN_MS = 15_000;

    /** How long after it attached a host may take to be ready, in milliseconds, and how often that is tried. */
    private static final long READY_WITHIN_MS = 10_000;

    private static final long LOOK_AGAIN_MS = 100;

    private final AppFolder folder;
    private final LeaseStore leases;
    private final Machine machine;
    private final Clocks clocks;
    private final long answerMs;
    private boolean mayBeTooEarly;

    /**
     * Makes a delivery to an application's host.
     *
     * @param folder the application's state folder
     * @param machine the machine
     * @param answerMs how long the host may take to accept a tick, in milliseconds
     */
    public SocketDelivery(AppFolder folder, Machine machine, long answerMs) {
        this.folder = folder;
        this.leases = new LeaseStore(folder, machine.processes());
        this.machine = machine;
        this.clocks = machine.clocks();
        this.answerMs = answerMs;
    }

    @Override
    public Readiness readiness() throws IOException {
        Lease lease = leases.read();
        if (!leases.isHeld(lease) && isStandby()) {
            // It takes over in a moment, and the delivery waits for that.
            return Readiness.READY;
        }
        if (lease == null || !lease.open()) {
            return Readiness.missing(Kind.HOST_ABSENT, "no host is attached");
        }
        if (!leases.isHeld(lease)) {
            String why = "host process " + lease.process().pid() + " is gone without having detached";
            leases.release(lease.generation(), HostChange.CRASHED, clocks.wall(), why);
            return Readiness.missing(Kind.HOST_CRASHED, why);
        }
        return Readiness.READY;
    }

    @Override
    public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
        Lease lease;
        try {
            lease = heldLease();
        } catch (IOException unreadable) {
            return new Outcome.Undelivered(
                    Kind.HOST_UNREACHABLE, "the host cannot be reached: " + unreadable.getMessage());
        }
        if (lease == null) {
            return new Outcome.Undelivered(Kind.HOST_ABSENT, "no host is attached");
        }
        Outcome outcome = attempt(lease, schedule, tick, accepted);
        lease = mayBeTooEarly ? next(lease) : null;
        while (lease != null) {
            outcome = attempt(lease, schedule, tick, accepted);
            lease = mayBeTooEarly ? next(lease) : null;
        }
        return outcome;
    }

    /** Returns the host to try next: one that has taken over, or the same if it has just attached; null if there is none. */
    private Lease next(Lease tried) {
        try {
            Lease now = heldLease();
            boolean isOther = now.generation() > tried.generation();
            if (!leases.isHeld(now) || !isOther && !hasJustAttached(now)) {
                return null;
            }
            if (!isOther) {
                Waiting.millis(LOOK_AGAIN_MS);
            }
            return now;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Asked only where nobody holds the lease, so that a tick to a host loads nothing for it. */
    private boolean isStandby() {
        return new StandbyCall(folder, machine).isAny();
    }

    /** Where nobody holds the lease, a standby may be about to take it. */
    private Lease heldLease() throws IOException {
        Lease lease = leases.read();
        long end = clocks.awakeNanos() + READY_WITHIN_MS * 1_000_000;
        while (!leases.isHeld(lease) && clocks.awakeNanos() < end && isStandby()) {
            Waiting.millis(LOOK_AGAIN_MS);
            lease = leases.read();
        }
        return lease;
    }

    /** A host is told its socket together with its lease, listens a moment later, and then names its handlers. */
    private boolean hasJustAttached(Lease lease) {
        long age = clocks.wall().toEpochMilli() - lease.attachedAt().toEpochMilli();
        return age >= 0 && age < READY_WITHIN_MS && leases.isHeld(lease);
    }

    private Outcome attempt(Lease lease, InstalledSchedule schedule, Tick tick, Runnable accepted) {
        mayBeTooEarly = false;
        HostConnection connection;
        try {
            connection = HostConnection.open(lease.socket(), answerMs);
        } catch (HostConnection.AnswerTimeoutException silent) {
            return new Outcome.Undelivered(Kind.HOST_HUNG, "the host is frozen or hung: " + silent.getMessage());
        } catch (IOException unreachable) {
            mayBeTooEarly = true;
            return new Outcome.Undelivered(
                    Kind.HOST_UNREACHABLE, "the host cannot be reached: " + unreachable.getMessage());
        }
        boolean begun = false;
        try {
            connection.send(request(schedule, tick), answerMs);
            JsonLine answer = connection.receive(answerMs);
            if (answer != null && Protocol.ACCEPTED.equals(answer.text(Protocol.STATUS))) {
                begun = true;
                accepted.run();
                long work = schedule.schedule().grace().toMillis()
                        + schedule.schedule().timeout().toMillis();
                answer = connection.receive(work + MARGIN_MS);
            }
            mayBeTooEarly = answer != null && Protocol.UNSUPPORTED.equals(answer.text(Protocol.STATUS, ""));
            return outcome(answer, begun);
        } catch (HostConnection.AnswerTimeoutException silent) {
            return begun
                    ? new Outcome.Lost("the host accepted the tick, then: " + silent.getMessage())
                    : new Outcome.Undelivered(
                            Kind.HOST_HUNG,
                            "host process " + lease.process().pid() + " is frozen or hung: " + silent.getMessage());
        } catch (IOException broken) {
            return lost(broken.getMessage(), begun);
        } finally {
            close(connection);
        }
    }

    private static void close(HostConnection connection) {
        try {
            connection.close();
        } catch (IOException closing) {
            // What the host answered is known already.
            return;
        }
    }

    private static JsonLine request(InstalledSchedule schedule, Tick tick) {
        JsonLine request = new JsonLine()
                .put("v", Protocol.VERSION)
                .put(Protocol.OP, Protocol.TICK)
                .put("app", schedule.appId())
                .put("schedule", schedule.schedule().name())
                .put("id", tick.id())
                .put("due", UtcText.format(tick.due()))
                .put("reason", tick.reason())
                .put("missed", tick.missed())
                .put("attempt", tick.attempt())
                .put("timeoutMs", schedule.schedule().timeout().toMillis())
                .put("graceMs", schedule.schedule().grace().toMillis());
        if (!tick.wakes().isEmpty()) {
            request.put("wakes", String.join(",", tick.wakes()));
        }
        return request;
    }

    private static Outcome outcome(JsonLine answer, boolean begun) {
        if (answer == null) {
            return lost("the host closed the connection", begun);
        }
        String status = answer.text(Protocol.STATUS, "");
        String message = answer.text("message", "");
        switch (status) {
            case Protocol.DONE:
                return new Outcome.Done();
            case Protocol.FAILED:
                return new Outcome.Failed(message.isEmpty() ? "the handler failed" : message);
            case Protocol.DUPLICATE:
                return new Outcome.Duplicate();
            case Protocol.BUSY:
                long wait = Math.max(0, Math.min(answer.number("retryAfterMs", 0), 3_600_000));
                Reason busy = new Reason(Kind.HOST_BUSY, message.isEmpty() ? "the host is busy" : message);
                return new Outcome.Undelivered(busy, Duration.ofMillis(wait));
            case Protocol.UNSUPPORTED:
                return new Outcome.Undelivered(
                        Kind.HOST_REFUSED, message.isEmpty() ? "the host does not take this tick" : message);
            default:
                return lost("the host answered " + answer.write(), begun);
        }
    }

    private static Outcome lost(String why, boolean begun) {
        return begun ? new Outcome.Lost(why) : new Outcome.Undelivered(Kind.HOST_UNREACHABLE, why);
    }
}
