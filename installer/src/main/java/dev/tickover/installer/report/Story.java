package dev.tickover.installer.report;

import dev.tickover.installer.ledger.Gap;
import dev.tickover.installer.ledger.GapFinder;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Gathers of each schedule what a report shows: its ticks, its gaps with their causes, its counts. */
public final class Story {

    private final String from;
    private final GapFinder finder;
    private final Map<String, Chapter> chapters = new TreeMap<>();

    /** Is what one schedule has to tell. */
    static final class Chapter {
        private final List<ToldTick> ticks = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final Map<String, Long> counts = new TreeMap<>();
        /** Where the last start of each tick stands. */
        private final Map<String, Integer> places = new HashMap<>();

        List<ToldTick> ticks() {
            return ticks;
        }

        List<Gap> gaps() {
            return gaps;
        }

        long count(String event) {
            return counts.getOrDefault(event, 0L);
        }
    }

    private Story(Instant since, ZoneId zone, Function<String, Optional<ActiveHours>> active) {
        this.from = UtcText.format(since);
        this.finder = new GapFinder(zone, active);
    }

    /**
     * Reads a history.
     *
     * @param folder the application's state folder
     * @param since from when on
     * @param zone the zone of the times in its words
     * @param active tells the active hours of a schedule by its name
     * @return the story
     * @throws IOException if the history cannot be read
     */
    public static Story of(AppFolder folder, Instant since, ZoneId zone, Function<String, Optional<ActiveHours>> active)
            throws IOException {
        Story story = new Story(since, zone, active);
        new History(folder).forEachSince(since, story::add);
        return story;
    }

    Map<String, Chapter> chapters() {
        return chapters;
    }

    private void add(JsonLine event) {
        Optional<Gap> gap = finder.add(event);
        String schedule = event.text("schedule");
        if (schedule == null || event.text("at", "").compareTo(from) < 0) {
            return;
        }
        Chapter chapter = chapters.computeIfAbsent(schedule, name -> new Chapter());
        gap.ifPresent(chapter.gaps::add);
        String what = event.text("event", "");
        chapter.counts.merge(what, event.number("count", 1), Long::sum);
        if (what.equals("fired")) {
            chapter.places.put(event.text("id", ""), chapter.ticks.size());
            chapter.ticks.add(fired(event));
        } else if (event.has("id") && (what.equals("completed") || what.equals("failed") || what.equals("deferred"))) {
            Integer place = chapter.places.get(event.text("id", ""));
            if (place != null) {
                chapter.ticks.set(place, chapter.ticks.get(place).ended(what, event.text("why", "")));
            }
        }
    }

    private static ToldTick fired(JsonLine event) {
        return new ToldTick(
                UtcText.parse(event.text("at")),
                UtcText.parse(event.text("due")),
                event.text("reason", ""),
                Duration.ofMillis(event.number("lateMs", 0)),
                event.number("missed", 0),
                event.number("attempt", 1),
                "running",
                "");
    }
}
