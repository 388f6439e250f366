package dev.tickover.tick;

import dev.tickover.event.Reason;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Looked;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Step;
import dev.tickover.schedule.DueInstants;
import dev.tickover.state.AppFolder;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/**
 * What a pulse would decide at this moment, without anything being changed.
 *
 * @param state the state that it would decide on: dead owners and clock steps seen to
 * @param step what it would do; whether a host is there is not asked
 * @param owed how many due instants are owed
 */
public record Preview(ScheduleState state, Step step, int owed) {

    /** Checks for null. */
    public Preview {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(step, "step");
    }

    /**
     * Decides.
     *
     * @param folder the application's state folder, whose lease tells which host may still write down a tick's end
     * @param installed the schedule
     * @param stored its state, as it is stored
     * @param machine the machine
     * @return the step with what it is based on
     * @throws IOException if a file cannot be read
     */
    public static Preview of(AppFolder folder, InstalledSchedule installed, ScheduleState stored, Machine machine)
            throws IOException {
        Stamp now = machine.now();
        DueInstants due = DueInstants.of(installed.schedule().recurrence(), machine.get(), installed.offset());
        Looked looked = new Unasked(folder, installed, machine).look(stored, now, due);
        boolean enabled = installed.schedule().enabled();
        int owed = enabled ? Decider.owed(installed.schedule(), looked.seen(), now.wall(), due) : 0;
        return new Preview(looked.seen(), looked.step(), owed);
    }

    /** Circumstances that take no turn and assume a host. */
    private static final class Unasked extends PulseCircumstances {

        Unasked(AppFolder folder, InstalledSchedule installed, Machine machine) {
            super(folder, installed, machine, null, null, null);
        }

        @Override
        public Readiness readiness() {
            return Readiness.READY;
        }

        @Override
        public Instant takeTurn(Instant now) {
            return now;
        }

        @Override
        public boolean isRecorded(Reason why) {
            return true;
        }
    }
}
