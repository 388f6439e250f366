package dev.tickover.simulation;

import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts tick clients as the entries of the OS scheduler say, and knows which processes are dead. */
final class Clients {

    /** How long the Java process of a tick client takes to its first look. */
    static final Duration CLIENT_START = Duration.ofMillis(150);

    private final SimulatedMachine machine;
    private final Map<String, EntryModel> entries = new LinkedHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<String, Running> alive = new HashMap<>();
    private int count;

    Clients(SimulatedMachine machine) {
        this.machine = machine;
    }

    void load(String name, EntryModel entry) {
        entries.put(name, entry);
        entry.loaded(machine.clocks().wall(), machine.clocks().zone(), true);
    }

    boolean has(String entry) {
        return entries.containsKey(entry);
    }

    EntryModel entry(String name) {
        return entries.get(name);
    }

    void tellEntries(Consumer<EntryModel> what) {
        entries.values().forEach(what);
    }

    /** Returns the real time of the next start. */
    long nextStart() {
        long earliest = Agenda.NEVER;
        for (EntryModel entry : entries.values()) {
            Optional<Instant> next = entry.next();
            earliest = next.isPresent() ? Math.min(earliest, machine.clocks().ageAt(next.get())) : earliest;
        }
        return earliest;
    }

    void startDue() {
        Instant now = machine.clocks().wall();
        for (Map.Entry<String, EntryModel> each : entries.entrySet()) {
            Optional<Instant> next = each.getValue().next();
            if (next.isPresent() && !next.get().isAfter(now) && each.getValue().reached(now)) {
                start(each.getKey(), each.getValue());
            }
        }
    }

    private void start(String entry, EntryModel model) {
        machine.note(entry, new TraceEvent.ClientStarted(entry));
        boolean sweeps = entry.equals(Schedule.SWEEP);
        if (sweeps) {
            machine.after(CLIENT_START, machine.hosts()::look);
        }
        List<LiveSchedule> looked = sweeps ? machine.schedules() : List.of(machine.schedule(entry));
        start(looked, () -> model.ended(machine.clocks().wall()));
    }

    void start(List<LiveSchedule> looked, Runnable afterwards) {
        String owner = "client-" + ++count;
        Running client = new Running(owner, looked, afterwards);
        alive.put(owner, client);
        for (LiveSchedule live : looked) {
            machine.after(CLIENT_START, () -> new Pulse(machine, live, owner, client::pulseEnded).step());
        }
    }

    /** Is a tick client that looks at some schedules, at all of them at a time. */
    private final class Running {
        private final String owner;
        private final List<LiveSchedule> looked;
        private final Runnable afterwards;
        private int left;

        Running(String owner, List<LiveSchedule> looked, Runnable afterwards) {
            this.owner = owner;
            this.looked = looked;
            this.afterwards = afterwards;
            this.left = looked.size();
        }

        void pulseEnded() {
            left--;
            if (left == 0) {
                over();
            }
        }

        /** The process is gone, and the OS scheduler knows. */
        void over() {
            if (alive.remove(owner, this)) {
                dead.add(owner);
                afterwards.run();
            }
        }
    }

    /** A process dies as a whole: what it does for its other schedules is cut off too. */
    void dies(String owner, String schedule, Fault fault) {
        Running client = alive.get(owner);
        for (LiveSchedule other : client.looked) {
            if (!other.schedule().name().equals(schedule)) {
                machine.note(other.schedule().name(), new TraceEvent.Faulted(fault));
            }
        }
        client.over();
    }

    void powerFails() {
        dead.addAll(alive.keySet());
        alive.clear();
    }

    void fail(Fault fault) {
        faults.add(fault);
    }

    Optional<Fault> takeFault() {
        return Optional.ofNullable(faults.poll());
    }

    void returnFault(Optional<Fault> fault) {
        fault.ifPresent(faults::addFirst);
    }

    boolean isDead(String owner) {
        return dead.contains(owner);
    }

    void declareDead(String owner) {
        dead.add(owner);
    }
}
