package dev.tickover.simulation;

import dev.tickover.schedule.Liveness;
import dev.tickover.simulation.TraceEvent.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of the application: one has the active host, the others stand by behind it, under the rules of {@code
 * dev.tickover.tick.Standby} and {@code HangWatch}. Each may freeze and thaw at any time.
 */
final class SimulatedHosts {

    /** From the end of the active host until a standby has seen it and has the lease. */
    private static final Duration TAKE_OVER = Duration.ofMillis(100);

    private static final Duration FORMER_GOES_ON = Duration.ofSeconds(40);

    private final SimulatedMachine machine;
    private final SimulatedHost active;
    private final HostPulses pulses;
    private final List<Standby> standbys = new ArrayList<>();
    /** When the active host was first found to hang, awake; negative if it was not. */
    private long suspectedAt = -1;

    private boolean isJudged;
    private boolean hadStandby;
    private boolean isOrphaned;

    /** A process that stands by. */
    private static final class Standby {
        private boolean frozen;
        /** Whether it looks at the active host when it thaws: it was called meanwhile, or was the active host itself. */
        private boolean looks;

        private Runnable onThaw = () -> {};
    }

    SimulatedHosts(SimulatedMachine machine) {
        this.machine = machine;
        this.active = new SimulatedHost(machine, this);
        this.pulses = new HostPulses(machine);
    }

    SimulatedHost active() {
        return active;
    }

    HostPulses pulses() {
        return pulses;
    }

    /** Returns the number of processes, that of the active host among them. */
    int count() {
        return standbys.size() + (active.isAttached() ? 1 : 0);
    }

    /** Whether more than one process was there at a time. */
    boolean hadStandby() {
        return hadStandby;
    }

    /** Starts a process. It is active if no other is or the one that is hangs, else it stands by. */
    void attach() {
        if (!active.isAttached()) {
            activate();
        } else if (active.isHung()) {
            replace();
        } else {
            standbys.add(new Standby());
        }
        changed();
    }

    /** Starts a process that takes over on purpose. */
    void reload() {
        if (!active.isAttached() || active.isHung()) {
            attach();
            return;
        }
        long generation = active.generation();
        machine.after(active.handsOver(), () -> {
            if (active.isAttached() && active.generation() == generation) {
                replace();
                changed();
            } else {
                reload();
            }
        });
    }

    private void activate() {
        active.attach();
        suspectedAt = -1;
        isJudged = false;
        machine.change(Condition.HOST_AWAY, false);
        machine.schedules().forEach(machine::hostLooks);
    }

    /** Lets another process take the lease; the one that had it stands by, once it can. */
    private Standby replace() {
        Standby former = new Standby();
        former.frozen = active.isHung();
        former.looks = true;
        if (former.frozen) {
            machine.change(Condition.HOST_HUNG, false);
        }
        machine.clients().declareDead(active.owner());
        pulses.forget();
        Runnable goesOn = active.leaveBehind();
        if (former.frozen) {
            former.onThaw = goesOn;
        } else {
            goesOn.run();
        }
        standbys.add(former);
        activate();
        return former;
    }

    /** Lets another process take the lease of a host that hangs, which goes on a little later. */
    void replaceHung() {
        if (active.isHung()) {
            Standby former = replace();
            changed();
            machine.after(FORMER_GOES_ON, () -> thaw(former));
        }
    }

    /** Ends a process: the active host's if the number is 0, else one that stands by. */
    void end(int number) {
        if (active.isAttached() && number == 0) {
            machine.clients().declareDead(active.owner());
            machine.change(Condition.HOST_AWAY, true);
            pulses.forget();
            active.vanish();
            takeOverSoon();
        } else if (!standbys.isEmpty()) {
            standbys.remove(standby(number));
        }
        changed();
    }

    /** Lets a process stand still. */
    void freeze(int number) {
        if (!active.isAttached() || number > 0) {
            standby(number).frozen = true;
        } else if (!active.isHung()) {
            machine.change(Condition.HOST_HUNG, true);
            active.hang();
        }
        changed();
    }

    /** Lets a process go on. */
    void thaw(int number) {
        if (!active.isAttached() || number > 0) {
            thaw(standby(number));
        } else if (active.isHung()) {
            machine.change(Condition.HOST_HUNG, false);
            suspectedAt = -1;
            isJudged = false;
            active.recover();
        }
        changed();
    }

    private Standby standby(int number) {
        return standbys.get(active.isAttached() ? number - 1 : number);
    }

    private void thaw(Standby standby) {
        if (standby.frozen) {
            standby.frozen = false;
            standby.onThaw.run();
            standby.onThaw = () -> {};
            if (!active.isAttached()) {
                takeOverSoon();
            } else if (active.isHung() && standby.looks && standbys.remove(standby)) {
                replace();
            }
            standby.looks = false;
            changed();
        }
    }

    private void takeOverSoon() {
        machine.after(TAKE_OVER, () -> {
            if (!active.isAttached() && awake() != null) {
                standbys.remove(awake());
                activate();
                changed();
            }
        });
    }

    /** Returns the standby that has waited longest of those that are not frozen; null if there is none. */
    private Standby awake() {
        for (Standby each : standbys) {
            if (!each.frozen) {
                return each;
            }
        }
        return null;
    }

    /** Whether a standby takes over in a moment. */
    boolean willTakeOver() {
        return awake() != null;
    }

    /** Looks as a tick client does that has reason to: the second look at a host that hangs calls the standbys. */
    void look() {
        if (!active.isHung() || isJudged) {
            return;
        }
        long now = machine.clocks().awakeMillis();
        if (suspectedAt < 0) {
            suspectedAt = now;
        } else if (now - suspectedAt >= Liveness.DEFAULT.staleAfter().toMillis()) {
            isJudged = true;
            standbys.forEach(each -> each.looks = true);
            Standby next = awake();
            if (next != null) {
                standbys.remove(next);
                next.looks = false;
                replace();
                changed();
            }
        }
    }

    /** Ends all processes. */
    void endAll() {
        standbys.clear();
        if (active.isAttached()) {
            end(0);
        }
    }

    /** Ends all processes together with all who could notice. */
    void powerFails() {
        if (active.isAttached()) {
            machine.change(Condition.HOST_AWAY, true);
        }
        machine.clients().declareDead(active.owner());
        pulses.forget();
        standbys.clear();
        active.forget();
        changed();
    }

    private void changed() {
        hadStandby |= !standbys.isEmpty();
        boolean isHealthy = active.isAttached() && !active.isHung() || awake() != null;
        if (isHealthy == isOrphaned) {
            isOrphaned = !isHealthy;
            machine.change(Condition.ORPHANED, isOrphaned);
        }
    }
}
