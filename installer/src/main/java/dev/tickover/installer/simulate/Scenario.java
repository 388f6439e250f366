package dev.tickover.installer.simulate;

import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.TraceEvent.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Is what happens to a machine in a simulation. Times are those of a clock that is never stepped, in the machine's first
 * zone.
 *
 * @param from when it begins
 * @param length how long it lasts
 * @param zone the machine's zone at first
 * @param spans when which condition holds
 * @param clockSteps when the clock is stepped, and by how much
 * @param travels when the machine's zone becomes another
 */
public record Scenario(
        Instant from,
        Duration length,
        ZoneId zone,
        Map<Kind, List<Span>> spans,
        Map<Instant, Duration> clockSteps,
        Map<Instant, ZoneId> travels) {

    /** Is a condition with a beginning and an end. */
    enum Kind {
        /** The machine sleeps. */
        ASLEEP(Condition.ASLEEP, "asleep", "awake", SimulatedMachine::suspend, SimulatedMachine::resume),
        /** The machine is off. */
        OFF(Condition.OFF, "off", "on", SimulatedMachine::powerOff, SimulatedMachine::powerOn),
        /** No host is attached. */
        HOST_DOWN(Condition.HOST_AWAY, "host down", "host up", SimulatedMachine::endHost, SimulatedMachine::attachHost),
        /** The host hangs. */
        HOST_HUNG(
                Condition.HOST_HUNG,
                "host hung",
                "host back",
                SimulatedMachine::hangHost,
                SimulatedMachine::unhangHost),
        /** The OS scheduler holds its starts back. */
        HELD(
                Condition.HELD,
                "starts held",
                "starts released",
                machine -> machine.holdStarts(true),
                machine -> machine.holdStarts(false));

        private final Condition condition;
        private final String beginning;
        private final String ending;
        private final Consumer<SimulatedMachine> begin;
        private final Consumer<SimulatedMachine> end;

        Kind(
                Condition condition,
                String beginning,
                String ending,
                Consumer<SimulatedMachine> begin,
                Consumer<SimulatedMachine> end) {
            this.condition = condition;
            this.beginning = beginning;
            this.ending = ending;
            this.begin = begin;
            this.end = end;
        }

        static Kind of(Condition condition) {
            return Arrays.stream(values())
                    .filter(kind -> kind.condition == condition)
                    .findFirst()
                    .orElseThrow();
        }

        Condition condition() {
            return condition;
        }

        /** Returns a few words for its beginning or its end. */
        String words(boolean begins) {
            return begins ? beginning : ending;
        }

        /** Lets it begin or end. */
        void change(SimulatedMachine machine, boolean begins) {
            (begins ? begin : end).accept(machine);
        }
    }

    /** Copies. */
    public Scenario {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(zone, "zone");
        spans = Map.copyOf(spans);
        clockSteps = Map.copyOf(clockSteps);
        travels = Map.copyOf(travels);
    }

    /**
     * Words the beginning or the end of a condition.
     *
     * @param changed the change
     * @return a few words
     */
    public static String words(TraceEvent.Changed changed) {
        return Kind.of(changed.condition()).words(changed.holds());
    }

    /** Plans all of it on a machine. */
    void planOn(SimulatedMachine machine) {
        Map<Instant, List<Runnable>> plan = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            for (Span span : spans.getOrDefault(kind, List.of())) {
                for (Span.Stretch stretch : span.between(from, from.plus(length), zone)) {
                    add(plan, stretch.from(), () -> kind.begin.accept(machine));
                    add(plan, stretch.until(), () -> kind.end.accept(machine));
                }
            }
        }
        clockSteps.forEach((at, by) -> add(plan, at, () -> machine.stepClock(by)));
        travels.forEach((at, to) -> add(plan, at, () -> machine.travelTo(to)));
        plan.forEach((at, actions) -> actions.forEach(action -> machine.at(Duration.between(from, at), action)));
    }

    private static void add(Map<Instant, List<Runnable>> plan, Instant at, Runnable action) {
        plan.computeIfAbsent(at, key -> new ArrayList<>()).add(action);
    }
}
