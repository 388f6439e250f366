package dev.tickover.tick;

import dev.tickover.json.JsonLine;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Tick;
import dev.tickover.policy.Upgrade;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells the history how the due instants of a schedule are found, when it is new and whenever that changes: by an
 * upgrade, or because the machine moved to another zone. It is told with the first change of the state that goes by it,
 * so that no account is ever read by the wrong recurrence.
 */
public final class Definition {

    private Definition() {}

    /**
     * Tells the history of a schedule that was installed or upgraded, unless a pulse was faster.
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
            List<JsonLine> events = new ArrayList<>();
            Instant now = machine.clocks().wall();
            ScheduleState state = tell(installed, machine.get(), transaction, now, events);
            if (!events.isEmpty()) {
                transaction.commit(state, events, true);
            }
        }
    }

    /**
     * Tells the history that a schedule is no longer installed; its state stays.
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
                transaction.commit(transaction.state(), List.of(Events.event(now, schedule, "uninstalled")), true);
            }
        }
    }

    /**
     * Tells the history, if it was told something else before. What is still owed by another recurrence than this ends
     * here, or becomes a tick that is to be delivered; the new one counts from now on. Another zone alone changes nothing
     * of that: nobody knows since when the machine has been there.
     *
     * @return the state from now on; the same object if nothing is owed by another recurrence
     */
    static ScheduleState tell(
            InstalledSchedule installed,
            ZoneId zone,
            ScheduleStore.Transaction transaction,
            Instant now,
            List<JsonLine> events) {
        String definition = add(installed, zone, installed.schedule().first(), new JsonLine())
                .write();
        ScheduleState state = transaction.state();
        if (!definition.equals(transaction.definition())) {
            FormerDefinition former = FormerDefinition.of(transaction.definition());
            if (former != null && isOtherRecurrence(former, installed, transaction.definition())) {
                state = upgraded(former, installed, state, now, events);
            }
            events.add(event(installed, zone, state, now));
            transaction.definition(definition);
        }
        return state;
    }

    private static boolean isOtherRecurrence(FormerDefinition former, InstalledSchedule installed, String told) {
        boolean same = add(installed, former.zone(), former.first(), new JsonLine())
                .write()
                .equals(told);
        return !same && former.due() != null;
    }

    private static ScheduleState upgraded(
            FormerDefinition former,
            InstalledSchedule installed,
            ScheduleState state,
            Instant now,
            List<JsonLine> events) {
        String name = installed.schedule().name();
        Upgrade upgrade = Upgrade.of(installed.schedule(), state, now, former.due(), former.first());
        for (Upgrade.Ending ending : upgrade.endings()) {
            events.addAll(Events.accounts(now, name, ending.accounts()));
            if (ending.tick().isPresent()) {
                Tick tick = ending.tick().get();
                events.add(Events.fired(now, name, tick, Upgrade.WHY));
                events.add(Events.ofTick(now, name, "deferred", tick).put("why", Upgrade.WHY));
            }
        }
        return upgrade.state();
    }

    /** Tells it once more, since the installation has moved to another moment: the clock that told it was wrong. */
    static void tellMoved(
            InstalledSchedule installed, ZoneId zone, ScheduleState state, Instant now, List<JsonLine> events) {
        events.add(event(installed, zone, state, now));
    }

    private static JsonLine event(InstalledSchedule installed, ZoneId zone, ScheduleState state, Instant now) {
        JsonLine event = Events.event(now, installed.schedule().name(), "installed");
        add(installed, zone, installed.schedule().first(), event);
        event.put("installedAt", UtcText.format(state.installedAt()));
        if (state.servedThrough().isPresent()) {
            event.put("through", UtcText.format(state.servedThrough().get()));
        }
        return event;
    }

    private static JsonLine add(InstalledSchedule installed, ZoneId zone, First first, JsonLine line) {
        if (installed.schedule().recurrence() instanceof Every every) {
            line.put("every", every.text()).put("everyMs", every.interval().toMillis());
            if (every.anchor().isPresent()) {
                line.put("anchor", UtcText.format(every.anchor().get()));
            }
        } else {
            Cron cron = (Cron) installed.schedule().recurrence();
            line.put("cron", cron.text())
                    .put("dstGap", cron.dstGap().name().toLowerCase(Locale.ROOT))
                    .put("dstOverlap", cron.dstOverlap().name().toLowerCase(Locale.ROOT));
            if (cron.zone().isPresent()) {
                line.put("cronZone", cron.zone().get().getId());
            }
        }
        return line.put("zone", zone.getId())
                .put("offsetMs", installed.offset().toMillis())
                .put("first", first.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
