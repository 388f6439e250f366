package dev.tickover.tick;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.Pausing;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Transitions;
import dev.tickover.schedule.DueInstants;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pauses and resumes a schedule. What comes due while it is paused is skipped: planned rest is not caught up on. */
public final class Pause {

    private Pause() {}

    /**
     * Pauses a schedule.
     *
     * @param folder the application's state folder
     * @param schedule its name
     * @param until until when; {@link Instant#MAX} until it is resumed
     * @param machine the machine
     * @throws IOException if the state cannot be read or written
     */
    public static void pause(AppFolder folder, String schedule, Instant until, Machine machine) throws IOException {
        ScheduleStore store = new ScheduleStore(folder, schedule);
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            Instant now = machine.clocks().wall();
            List<HistoryEvent> events = new ArrayList<>();
            ScheduleState state = settled(folder, schedule, transaction, machine, events);
            boolean accounts = !events.isEmpty();
            events.add(new HistoryEvent.Paused(now, schedule, until));
            boolean isOwed = isOwed(folder, schedule, state, machine);
            transaction.commit(Pausing.paused(state, until, isOwed, now), events, accounts);
        }
    }

    /**
     * Resumes a schedule, and accounts for what came due while no pulse looked.
     *
     * @param folder the application's state folder
     * @param schedule its name
     * @param machine the machine
     * @return true if it was paused
     * @throws IOException if the state cannot be read or written
     */
    public static boolean resume(AppFolder folder, String schedule, Machine machine) throws IOException {
        ScheduleStore store = new ScheduleStore(folder, schedule);
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            Stamp now = machine.now();
            if (!Decider.isPaused(transaction.state(), now.wall())) {
                return false;
            }
            List<HistoryEvent> events = new ArrayList<>();
            ScheduleState state = settled(folder, schedule, transaction, machine, events);
            boolean accounts = !events.isEmpty();
            events.add(new HistoryEvent.Resumed(now.wall(), schedule));
            boolean isOwed = isOwed(folder, schedule, state, machine);
            transaction.commit(Pausing.resumed(state, isOwed, now.wall()), events, accounts);
            return true;
        }
    }

    /** Accounts for what the rules drop up to now: what comes due in an earlier pause above all. */
    private static ScheduleState settled(
            AppFolder folder,
            String schedule,
            ScheduleStore.Transaction transaction,
            Machine machine,
            List<HistoryEvent> events)
            throws IOException {
        InstalledSchedule installed = Compiled.schedule(folder, schedule);
        Instant now = machine.clocks().wall();
        ScheduleState state = Definition.record(installed, machine.get(), transaction, now, events);
        Decision drops = Decider.drops(installed.schedule(), state, now, due(installed, machine));
        for (Account account : drops.accounts()) {
            events.add(new HistoryEvent.Accounted(now, schedule, account, ""));
        }
        return Transitions.accounted(state, drops);
    }

    private static boolean isOwed(AppFolder folder, String schedule, ScheduleState state, Machine machine)
            throws IOException {
        InstalledSchedule installed = Compiled.schedule(folder, schedule);
        Instant now = machine.clocks().wall();
        return Decider.owed(installed.schedule(), state, now, due(installed, machine)) > 0;
    }

    private static DueInstants due(InstalledSchedule installed, Machine machine) {
        return DueInstants.of(installed.schedule().recurrence(), machine.get(), installed.offset());
    }
}
