package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.host.ReceivedTick;
import dev.tickover.host.TickHandler;
import dev.tickover.ipc.Protocol;
import dev.tickover.policy.Readiness;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Is the process that receives ticks. It remembers what it has completed until it ends. */
final class SimulatedHost {

    private static final Duration ANSWER = Duration.ofMillis(Protocol.ANSWER_MS);
    /** What a tick client allows beyond grace and timeout. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /** How often a tick client looks for the host that takes over, and for how long: as SocketDelivery does. */
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private static final int LOOKS = 100;

    /** What handlers are allowed to end in before the lease is handed over. */
    private static final Duration HAND_OVER = Duration.ofSeconds(5);

    private static final Readiness NONE = Readiness.missing(Reason.Kind.HOST_ABSENT, "no host is attached");

    /** How long an application takes from its start until its host attaches. */
    static final Duration HOST_START = Duration.ofSeconds(2);

    private final SimulatedMachine machine;
    private final SimulatedHosts hosts;
    private final Set<String> completed = new HashSet<>();
    private final Map<String, Work> running = new LinkedHashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private long generation;
    private boolean attached;
    private boolean hung;
    private boolean handsOver;

    /** Is a handler under way, with those who wait for its end. */
    private static final class Work {
        private final List<Consumer<Outcome>> listeners = new ArrayList<>();
        private Agenda.Item end;
        private long left;
        private Outcome outcome;
    }

    SimulatedHost(SimulatedMachine machine, SimulatedHosts hosts) {
        this.machine = machine;
        this.hosts = hosts;
    }

    boolean isAttached() {
        return attached;
    }

    /** Whether it is attached, and does not hand over. It may hang. */
    boolean takesTicks() {
        return attached && !handsOver;
    }

    boolean isHung() {
        return hung;
    }

    long generation() {
        return generation;
    }

    String owner() {
        return "host-" + generation;
    }

    Readiness readiness() {
        return attached || hosts.willTakeOver() ? Readiness.READY : NONE;
    }

    void attach() {
        attached = true;
        hung = false;
        generation++;
        HostName name = new HostName(generation, 0);
        machine.record(new HistoryEvent.HostChanged(machine.clocks().wall(), HostChange.ATTACHED, name, ""));
    }

    /** Ends the process: whoever waits for a handler sees the connection close. */
    void vanish() {
        List<Work> cut = new ArrayList<>(running.values());
        forget();
        for (Work work : cut) {
            tell(work, new Outcome.Lost("the host closed the connection"));
        }
    }

    /** Begins to hand over: takes no more ticks. Returns how long its handlers are waited for. */
    Duration handsOver() {
        handsOver = true;
        long now = machine.clocks().awakeMillis();
        long longest = 0;
        for (Work work : running.values()) {
            longest = Math.max(longest, work.end.at() - now);
        }
        return Duration.ofMillis(Math.min(longest, HAND_OVER.toMillis()));
    }

    /** Ends the term of the process, which lives; running what is returned, it goes on to the end of what it had in hand. */
    Runnable leaveBehind() {
        List<Work> former = new ArrayList<>(running.values());
        if (!hung) {
            former.forEach(this::halt);
        }
        forget();
        return () ->
                former.forEach(work -> machine.after(Duration.ofMillis(work.left), () -> tell(work, work.outcome)));
    }

    /** Ends the process together with all who could notice. */
    void forget() {
        running.values().forEach(work -> {
            if (work.end != null) {
                work.end.callOff();
            }
        });
        attached = false;
        hung = false;
        handsOver = false;
        running.clear();
        completed.clear();
        withdrawn.clear();
    }

    void hang() {
        hung = true;
        running.values().forEach(this::halt);
    }

    private void halt(Work work) {
        work.left = work.end.at() - machine.clocks().awakeMillis();
        work.end.callOff();
    }

    void recover() {
        hung = false;
        running.forEach((id, work) -> schedule(id, work, work.left));
        Set<String> looks = new HashSet<>(withdrawn);
        withdrawn.clear();
        looks.forEach(machine::hostLooks);
    }

    /** Takes a tick from a tick client, which waits for the answer and then for the end, each only so long. */
    void deliver(Schedule schedule, Tick tick, boolean fails, Consumer<Outcome> client) {
        deliver(schedule, tick, fails, client, LOOKS);
    }

    private void deliver(Schedule schedule, Tick tick, boolean fails, Consumer<Outcome> client, int looks) {
        if (!attached && looks > 0 && hosts.willTakeOver()) {
            machine.after(LOOKS_EVERY, () -> deliver(schedule, tick, fails, client, looks - 1));
        } else if (!attached) {
            client.accept(new Outcome.Undelivered(Reason.Kind.HOST_ABSENT, "no host is attached"));
        } else if (handsOver) {
            client.accept(new Outcome.Undelivered(Reason.Kind.HOST_REFUSED, "the host hands over"));
        } else if (!hung) {
            accept(schedule, tick, fails, client);
        } else {
            awaitThaw(schedule, tick, fails, client);
        }
    }

    private void awaitThaw(Schedule schedule, Tick tick, boolean fails, Consumer<Outcome> client) {
        long asked = generation;
        machine.after(ANSWER, () -> {
            boolean isSame = attached && generation == asked;
            if (isSame && !hung) {
                accept(schedule, tick, fails, client);
                return;
            }
            if (isSame) {
                withdrawn.add(schedule.name());
            }
            client.accept(new Outcome.Undelivered(Reason.Kind.HOST_HUNG, "the host is frozen or hung"));
        });
    }

    private void accept(Schedule schedule, Tick tick, boolean fails, Consumer<Outcome> client) {
        Consumer<Outcome> once = new Once(client);
        machine.after(
                schedule.grace().plus(schedule.timeout()).plus(MARGIN),
                () -> once.accept(new Outcome.Lost("the host accepted the tick, then: no answer")));
        run(schedule, tick, fails, once);
    }

    /** Runs the handler, or joins the run of the same tick. */
    void run(Schedule schedule, Tick tick, boolean fails, Consumer<Outcome> listener) {
        if (completed.contains(tick.id())) {
            listener.accept(new Outcome.Duplicate());
            return;
        }
        Work same = running.get(tick.id());
        if (same != null) {
            same.listeners.add(listener);
            return;
        }
        Work work = new Work();
        work.listeners.add(listener);
        running.put(tick.id(), work);
        machine.note(schedule.name(), new TraceEvent.Begun(tick));
        Outcome outcome = handle(schedule, tick, machine.handler(), fails);
        Duration takes = machine.workOf(schedule.name());
        boolean tooLong = takes.compareTo(schedule.timeout()) > 0;
        work.outcome = tooLong ? new Outcome.Failed("interrupted after its timeout") : outcome;
        schedule(tick.id(), work, (tooLong ? schedule.timeout() : takes).toMillis());
    }

    private void schedule(String id, Work work, long millis) {
        work.end = machine.after(Duration.ofMillis(millis), () -> {
            running.remove(id);
            if (work.outcome instanceof Outcome.Done) {
                completed.add(id);
            }
            tell(work, work.outcome);
        });
    }

    private static void tell(Work work, Outcome outcome) {
        new ArrayList<>(work.listeners).forEach(listener -> listener.accept(outcome));
    }

    /** Starts the application. */
    void start(Runnable then, Runnable otherwise) {
        machine.after(HOST_START, () -> {
            if (!attached) {
                machine.attachHost();
            }
            (attached ? then : otherwise).run();
        });
    }

    /** Runs a schedule's own command, which needs no host. */
    static void runCommand(
            SimulatedMachine machine, Schedule schedule, Tick tick, boolean fails, Consumer<Outcome> listener) {
        machine.note(schedule.name(), new TraceEvent.Begun(tick));
        Outcome outcome = handle(schedule, tick, machine.handler(), fails);
        Duration takes = machine.workOf(schedule.name());
        boolean tooLong = takes.compareTo(schedule.timeout()) > 0;
        Outcome end = tooLong ? new Outcome.Failed("ended after its timeout") : outcome;
        machine.after(tooLong ? schedule.timeout() : takes, () -> listener.accept(end));
    }

    private static Outcome handle(Schedule schedule, Tick tick, TickHandler handler, boolean fails) {
        if (fails) {
            return new Outcome.Failed("failed");
        }
        try {
            handler.handle(ReceivedTick.of(schedule, tick));
            return new Outcome.Done();
        } catch (AssertionError expectation) {
            throw expectation;
        } catch (Exception failure) {
            return new Outcome.Failed(String.valueOf(failure.getMessage()));
        }
    }

    /** Passes on the first outcome alone: who has given up waiting listens no more. */
    private static final class Once implements Consumer<Outcome> {
        private final Consumer<Outcome> target;
        private boolean told;

        Once(Consumer<Outcome> target) {
            this.target = target;
        }

        @Override
        public void accept(Outcome outcome) {
            if (!told) {
                told = true;
                target.accept(outcome);
            }
        }
    }
}
