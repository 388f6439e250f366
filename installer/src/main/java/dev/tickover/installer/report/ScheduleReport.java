package dev.tickover.installer.report;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.ledger.Gap;
import dev.tickover.installer.status.RecordedTick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a report shows of one schedule: its ticks, its gaps with their causes, its counts. */
final class ScheduleReport {

    private final List<RecordedTick> ticks = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    /** The place of the last start of each tick. */
    private final Map<String, Integer> places = new HashMap<>();

    List<RecordedTick> ticks() {
        return ticks;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** Returns how many events of a name there are; for accounts, how many due instants. */
    long count(String event) {
        return counts.getOrDefault(event, 0L);
    }

    void add(Gap gap) {
        gaps.add(gap);
    }

    void add(HistoryEvent event) {
        long more = event instanceof HistoryEvent.Accounted accounted
                ? accounted.account().count()
                : 1;
        counts.merge(EventText.name(event), more, Long::sum);
        if (event instanceof HistoryEvent.Fired fired) {
            places.put(fired.tick().id(), ticks.size());
            ticks.add(new RecordedTick(fired));
        } else if (event instanceof HistoryEvent.EndOfTick end) {
            Integer place = places.get(end.tick().id());
            if (place != null) {
                ticks.set(place, ticks.get(place).with(end));
            }
        }
    }
}
