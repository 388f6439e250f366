package dev.tickover.state;

import dev.tickover.event.HistoryEvent;
import dev.tickover.policy.ScheduleState;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Counts a state up, again and again, in a process of its own. */
public final class HammeringProcess {

    private HammeringProcess() {}

    /** Takes a folder and how often; the era is the count. */
    public static void main(String[] arguments) throws IOException {
        ScheduleStore store = new ScheduleStore(new AppFolder(new File(arguments[0])), "beat");
        System.out.println("begins");
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            try (ScheduleStore.Transaction transaction = store.begin(Instant.EPOCH, "boot")) {
                ScheduleState before = transaction.state();
                int count = before.era() + 1;
                List<HistoryEvent> events = List.of(new HistoryEvent.ClockSetBack(Instant.EPOCH, "beat", count));
                transaction.commit(before.with().era(count).build(), events, false);
                System.out.println("committed " + count);
            }
        }
        System.out.println("ends");
    }
}
