package dev.tickover.tick;

import dev.tickover.event.DueRule;
import dev.tickover.event.HistoryEvent;
import dev.tickover.policy.Look;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Upgrade;
import dev.tickover.schedule.Recurrence;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records in the history by which rule the due instants of a schedule are found, when it is new and whenever that
 * changes: by an upgrade, or because the machine moved to another zone. The record comes with the first change of the
 * state that goes by the rule, so that no account is ever read by the wrong recurrence.
 */
public final class Definition {

    private Definition() {}

    /**
     * Records a schedule that was installed or upgraded, unless a pulse was faster.
     *
     * @param folder the application's state folder, with the compiled schedule in place
     * @param schedule its name
     * @param machine the machine
     * @throws IOException if the state cannot be read or written
     */
    public static void record(AppFolder folder, String schedule, Machine machine) throws IOException {
        InstalledSchedule installed = Compiled.schedule(folder, schedule);
        try (ScheduleStore.Transaction transaction = new ScheduleStore(folder, schedule)
                .begin(machine.clocks().wall(), machine.clocks().bootId())) {
            List<HistoryEvent> events = new ArrayList<>();
            Instant now = machine.clocks().wall();
            ScheduleState state = record(installed, machine.get(), transaction, now, events);
            if (!events.isEmpty()) {
                transaction.commit(state, events, true);
            }
        }
    }

    /**
     * Records that a schedule is no longer installed; its state stays.
     *
     * @param folder the application's state folder
     * @param schedule its name
     * @param machine the machine
     * @throws IOException if the state cannot be read or written
     */
    public static void recordUninstalled(AppFolder folder, String schedule, Machine machine) throws IOException {
        try (ScheduleStore.Transaction transaction = new ScheduleStore(folder, schedule)
                .begin(machine.clocks().wall(), machine.clocks().bootId())) {
            if (!transaction.isNew()) {
                transaction.definition("");
                Instant now = machine.clocks().wall();
                transaction.commit(transaction.state(), List.of(new HistoryEvent.Uninstalled(now, schedule)), true);
            }
        }
    }

    /**
     * Records the rule, if another one was recorded before. What is still owed by another recurrence than this ends here,
     * or becomes a tick that is to be delivered; the new one counts from now on. Another zone alone changes nothing of
     * that: nobody knows since when the machine has been there.
     *
     * @return the state from now on; the same object if nothing is owed by another recurrence
     */
    static ScheduleState record(
            InstalledSchedule installed,
            ZoneId zone,
            ScheduleStore.Transaction transaction,
            Instant now,
            List<HistoryEvent> events) {
        DueRule rule = rule(installed, zone);
        String recorded = transaction.definition();
        ScheduleState state = transaction.state();
        if (!rule.text().equals(recorded)) {
            Optional<DueRule> former = DueRule.parse(recorded);
            if (former.isPresent() && isOtherRecurrence(former.get(), installed, recorded)) {
                DueRule old = former.get();
                Upgrade upgrade = Upgrade.of(installed.schedule(), state, now, old.due(), old.first());
                events.addAll(upgrade.events());
                state = upgrade.state();
            }
            events.add(Look.installed(installed.schedule(), rule, state, now));
            transaction.definition(rule.text());
        }
        return state;
    }

    private static boolean isOtherRecurrence(DueRule former, InstalledSchedule installed, String recorded) {
        Recurrence recurrence = installed.schedule().recurrence();
        DueRule here = new DueRule(recurrence, former.zone(), installed.offset(), former.first());
        return !here.text().equals(recorded);
    }

    /** Returns the rule by which the due instants of a schedule are found on a machine. */
    static DueRule rule(InstalledSchedule installed, ZoneId zone) {
        return new DueRule(
                installed.schedule().recurrence(),
                zone,
                installed.offset(),
                installed.schedule().first());
    }
}
