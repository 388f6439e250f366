package dev.tickover.tick;

import dev.tickover.policy.Quiet;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Slack;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.Foresight;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Works out ahead what pulses will ask for, so that the first of them need not. */
public final class Foreseeing {

    private Foreseeing() {}

    /**
     * Works out the coming due instants of a schedule, and until when nothing is to be done.
     *
     * @param folder the application's state folder
     * @param schedule the schedule's name; its compiled file is as it will stay
     * @param surroundings the machine
     * @throws IOException if the state cannot be read
     */
    public static void refresh(AppFolder folder, String schedule, Surroundings surroundings) throws IOException {
        Foresight foresight =
                new Foresight(folder, schedule, surroundings.clocks().zoneFingerprint());
        InstalledSchedule installed = Compiled.schedule(folder, schedule);
        ForeseenDue due = new ForeseenDue(installed, surroundings, foresight);
        try (ScheduleStore.Transaction transaction =
                new ScheduleStore(folder, schedule).begin(surroundings.clocks().wall())) {
            Instant now = surroundings.clocks().wall();
            // Asked for the sake of asking: a list that does not reach this far is made anew.
            due.next(now);
            due.keep(transaction.state(), now);
            noteQuiet(foresight, installed, transaction.state(), due, now);
        }
    }

    static void noteQuiet(
            Foresight foresight, InstalledSchedule installed, ScheduleState state, DueInstants due, Instant now) {
        Optional<Instant> until = Quiet.until(installed.schedule(), state, now, due);
        if (until.isPresent()) {
            String next = UtcText.format(until.get().plus(Slack.EARLY));
            foresight.noteQuiet(now, until.get(), "not due before " + next);
        }
    }
}
