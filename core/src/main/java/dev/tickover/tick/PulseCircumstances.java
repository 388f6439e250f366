package dev.tickover.tick;

import dev.tickover.event.DueRule;
import dev.tickover.event.Reason;
import dev.tickover.policy.Circumstances;
import dev.tickover.policy.Look;
import dev.tickover.policy.Looked;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Fence;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.Turns;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The circumstances of a look at a real schedule: the machine, the lease, the delivery and the state folder. */
class PulseCircumstances implements Circumstances<IOException> {

    private final AppFolder folder;
    private final InstalledSchedule installed;
    private final Machine machine;
    private final Fence fence;
    private final Delivery delivery;
    private final PulseNote note;

    PulseCircumstances(
            AppFolder folder,
            InstalledSchedule installed,
            Machine machine,
            Fence fence,
            Delivery delivery,
            PulseNote note) {
        this.folder = folder;
        this.installed = installed;
        this.machine = machine;
        this.fence = fence;
        this.delivery = delivery;
        this.note = note;
    }

    /** Looks at the schedule. Whoever calls this needs no class of the interface. */
    Looked look(ScheduleState state, Stamp now, DueInstants due) throws IOException {
        return Look.at(installed.schedule(), state, now, due, this);
    }

    @Override
    public Supplier<ZoneId> zone() {
        return machine;
    }

    @Override
    public DueRule rule() {
        return Definition.rule(installed, machine.get());
    }

    @Override
    public Predicate<String> deadOwners() {
        return new OwnerIsDead(machine.processes(), new LeaseStore(folder, machine.processes()));
    }

    @Override
    public boolean isOnBattery() {
        return machine.power().isOnBattery();
    }

    @Override
    public Readiness readiness() throws IOException {
        return delivery.readiness();
    }

    @Override
    public Instant takeTurn(Instant now) throws IOException {
        return new Turns(folder).take(installed.schedule().name(), now);
    }

    @Override
    public String owner() {
        return OwnerIsDead.name(machine.processes(), fence);
    }

    @Override
    public boolean isRecorded(Reason why) {
        return note.says(why.text());
    }
}
