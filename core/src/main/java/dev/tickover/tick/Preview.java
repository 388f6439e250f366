package dev.tickover.tick;

import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stagger;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Transitions;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what a pulse would decide at this moment, without anything being changed.
 *
 * @param state the state that it would decide on: dead owners and clock steps seen to
 * @param decision what it would decide; whether a host is there is not asked
 * @param owed how many due instants are owed
 */
public record Preview(ScheduleState state, Decision decision, int owed) {

    /** Checks for null. */
    public Preview {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(decision, "decision");
    }

    /**
     * Decides.
     *
     * @param folder the application's state folder, whose lease tells which host may still write down a tick's end
     * @param installed the schedule
     * @param stored its state, as it is stored
     * @param machine the machine
     * @return the decision with what it is based on
     */
    public static Preview of(AppFolder folder, InstalledSchedule installed, ScheduleState stored, Machine machine) {
        Schedule schedule = installed.schedule();
        Stamp now = machine.now();
        ScheduleState state = Transitions.recovered(
                schedule,
                Transitions.clockChecked(schedule, stored, now),
                new OwnerIsDead(machine.processes(), new LeaseStore(folder, machine.processes())),
                now);
        DueInstants due = DueInstants.of(schedule.recurrence(), machine.get(), installed.offset());
        Decision decision = Decider.decide(schedule, state, now, due, machine);
        if (decision instanceof Decision.Run run) {
            Optional<Instant> until = Stagger.waitsUntil(schedule, state, run, now.wall());
            decision = until.isPresent()
                    ? new Decision.Defer(until.get(), Stagger.why(), List.of(), state.servedThrough())
                    : run;
        }
        return new Preview(state, decision, schedule.enabled() ? Decider.owed(schedule, state, now.wall(), due) : 0);
    }
}
