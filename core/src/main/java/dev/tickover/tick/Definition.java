package dev.tickover.tick;

import dev.tickover.json.JsonLine;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
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
     * @param surroundings the machine
     * @throws IOException if the state cannot be read or written
     */
    public static void record(AppFolder folder, String schedule, Surroundings surroundings) throws IOException {
        InstalledSchedule installed = Compiled.schedule(folder, schedule);
        try (ScheduleStore.Transaction transaction = new ScheduleStore(folder, schedule)
                .begin(surroundings.clocks().wall(), surroundings.clocks().bootId())) {
            List<JsonLine> events = new ArrayList<>();
            tell(
                    installed,
                    surroundings.get(),
                    transaction,
                    surroundings.clocks().wall(),
                    events);
            if (!events.isEmpty()) {
                transaction.commit(transaction.state(), events, true);
            }
        }
    }

    /**
     * Tells the history that a schedule is no longer installed; its state stays.
     *
     * @param folder the application's state folder
     * @param schedule its name
     * @param surroundings the machine
     * @throws IOException if the state cannot be read or written
     */
    public static void recordUninstalled(AppFolder folder, String schedule, Surroundings surroundings)
            throws IOException {
        try (ScheduleStore.Transaction transaction = new ScheduleStore(folder, schedule)
                .begin(surroundings.clocks().wall(), surroundings.clocks().bootId())) {
            if (!transaction.isNew()) {
                transaction.definition("");
                Instant now = surroundings.clocks().wall();
                transaction.commit(transaction.state(), List.of(Events.event(now, schedule, "uninstalled")), true);
            }
        }
    }

    static void tell(
            InstalledSchedule installed,
            ZoneId zone,
            ScheduleStore.Transaction transaction,
            Instant now,
            List<JsonLine> events) {
        String definition = add(installed, zone, new JsonLine()).write();
        if (!definition.equals(transaction.definition())) {
            events.add(event(installed, zone, transaction.state(), now));
            transaction.definition(definition);
        }
    }

    /** Tells it once more, since the installation has moved to another moment: the clock that told it was wrong. */
    static void tellMoved(
            InstalledSchedule installed, ZoneId zone, ScheduleState state, Instant now, List<JsonLine> events) {
        events.add(event(installed, zone, state, now));
    }

    private static JsonLine event(InstalledSchedule installed, ZoneId zone, ScheduleState state, Instant now) {
        JsonLine event = Events.event(now, installed.schedule().name(), "installed");
        add(installed, zone, event);
        event.put("installedAt", UtcText.format(state.installedAt()));
        if (state.servedThrough().isPresent()) {
            event.put("through", UtcText.format(state.servedThrough().get()));
        }
        return event;
    }

    private static JsonLine add(InstalledSchedule installed, ZoneId zone, JsonLine line) {
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
                .put(
                        "first",
                        installed
                                .schedule()
                                .first()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'));
    }
}
