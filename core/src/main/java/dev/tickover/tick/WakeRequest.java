package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.policy.Decider;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Transitions;
import dev.tickover.policy.Wake;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.Fence;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accepts a wake: writes it down before anybody acts on it, so that it is never lost. */
public final class WakeRequest {

    private WakeRequest() {}

    /**
     * Accepts a wake. Follow it up with {@link SchedulePulse#step}, which serves it, or says until when it is deferred.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name
     * @param reason why, see {@link Wake#isReason}
     * @param machine the machine
     * @return why it is not accepted: the schedule is paused or disabled; empty if it is accepted
     * @throws IOException if the state cannot be read or written
     * @throws IllegalArgumentException if the reason is malformed
     */
    public static Optional<Reason> accept(AppFolder folder, String schedule, String reason, Machine machine)
            throws IOException {
        return accept(folder, schedule, reason, machine, null);
    }

    /**
     * Accepts a wake from a host.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name
     * @param reason why, see {@link Wake#isReason}
     * @param machine the machine
     * @param fence the host's fence; null for whoever is none
     * @return why it is not accepted: the schedule is paused or disabled; empty if it is accepted
     * @throws dev.tickover.state.FencedException if the host's lease is over; nothing is changed
     * @throws IOException if the state cannot be read or written
     * @throws IllegalArgumentException if the reason is malformed
     */
    public static Optional<Reason> accept(
            AppFolder folder, String schedule, String reason, Machine machine, Fence fence) throws IOException {
        if (!Wake.isReason(reason)) {
            throw new IllegalArgumentException("a reason is 1 to " + Wake.LONGEST_REASON
                    + " printable ASCII characters without blanks and commas, not: " + reason);
        }
        if (!Compiled.schedule(folder, schedule).schedule().enabled()) {
            return Optional.of(new Reason(Reason.Kind.DISABLED, "disabled in the manifest"));
        }
        ScheduleStore store = new ScheduleStore(folder, schedule, fence);
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            Instant now = machine.clocks().wall();
            if (Decider.isPaused(transaction.state(), now)) {
                return Optional.of(new Reason(Reason.Kind.PAUSED, "paused"));
            }
            // Never a whole second: the ids of wakes and of due instants cannot meet.
            Instant at = now.toEpochMilli() % 1000 == 0 ? now.plusMillis(1) : now;
            ScheduleState woken = Transitions.woken(transaction.state(), new Wake(reason, at));
            if (woken != transaction.state()) {
                transaction.commit(woken, List.of(new HistoryEvent.Woken(now, schedule, reason)), true);
            }
            return Optional.empty();
        }
    }
}
