package dev.tickover.simulation;

import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.policy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Plays how a host looks at its own schedules: when it attaches, when it wakes one, and when a deferral is over. */
final class HostPulses {

    private static final Duration LONGEST_ALARM = Duration.ofDays(1);

    private final SimulatedMachine machine;
    private final Map<String, Looking> looks = new HashMap<>();

    /** What is going on for one schedule. */
    private static final class Looking {
        private boolean running;
        private boolean again;
        private Agenda.Item alarm;
        private Instant alarmAt;
    }

    HostPulses(SimulatedMachine machine) {
        this.machine = machine;
    }

    void forget() {
        looks.values().forEach(look -> {
            if (look.alarm != null) {
                look.alarm.callOff();
            }
        });
        looks.clear();
    }

    void request(LiveSchedule live) {
        if (!machine.host().takesTicks()) {
            return;
        }
        Looking looking = looks.computeIfAbsent(live.schedule().name(), name -> new Looking());
        if (looking.running) {
            looking.again = true;
            return;
        }
        looking.running = true;
        step(live, looking, machine.host().generation());
    }

    private void step(LiveSchedule live, Looking looking, long generation) {
        if (!machine.host().takesTicks()) {
            looking.running = false;
            return;
        }
        if (machine.host().isHung()) {
            machine.after(Duration.ofSeconds(1), () -> ifStill(generation, () -> step(live, looking, generation)));
            return;
        }
        SimulatedHost host = machine.host();
        machine.note(live.schedule().name(), new TraceEvent.Acted(generation));
        Step step = live.look(machine.clocks().now(), host.owner(), machine.clients()::isDead, host.readiness());
        if (step instanceof Step.Starts starts) {
            Tick tick = starts.tick();
            host.run(
                    live.schedule(),
                    tick,
                    false,
                    outcome -> ifStill(generation, () -> {
                        machine.note(live.schedule().name(), new TraceEvent.Acted(generation));
                        live.end(tick, outcome, machine.clocks().wall());
                        goOn(live, looking, generation, !(outcome instanceof Outcome.Lost));
                    }));
            return;
        }
        if (step instanceof Step.Deferred deferred) {
            setAlarm(live, looking, deferred.until(), generation);
        }
        goOn(live, looking, generation, false);
    }

    private void goOn(LiveSchedule live, Looking looking, long generation, boolean ticked) {
        boolean more = ticked || looking.again;
        looking.again = false;
        looking.running = more;
        if (more) {
            step(live, looking, generation);
        }
    }

    private void setAlarm(LiveSchedule live, Looking looking, Instant until, long generation) {
        boolean pending = looking.alarm != null;
        if (pending && !until.isBefore(looking.alarmAt)) {
            return;
        }
        if (pending) {
            looking.alarm.callOff();
        }
        Instant now = machine.clocks().wall();
        Instant latest = now.plus(LONGEST_ALARM);
        long wait =
                Duration.between(now, until.isAfter(latest) ? latest : until).toMillis();
        looking.alarmAt = until;
        looking.alarm = machine.after(
                Duration.ofMillis(Math.max(1, wait)),
                () -> ifStill(generation, () -> {
                    looking.alarm = null;
                    request(live);
                }));
    }

    private void ifStill(long generation, Runnable action) {
        if (machine.host().isAttached() && machine.host().generation() == generation) {
            action.run();
        }
    }
}
