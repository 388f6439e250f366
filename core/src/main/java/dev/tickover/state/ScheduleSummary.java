package dev.tickover.state;

import dev.tickover.event.Account;
import dev.tickover.event.EventText;
import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The account of one schedule in the files of a history that were dropped for their age.
 *
 * @param schedule the schedule's name
 * @param since the moment of its first event
 * @param sequence the number of its last group
 * @param installed the last rule by which its due instants were found; empty if none is known
 * @param through the last due instant accounted for; empty if none was
 * @param era the number of the clock's run
 * @param ran how many due instants got a tick of their own
 * @param coalesced how many were stood for by another tick
 * @param skipped how many a rule dropped
 * @param missed how many came too late
 */
public record ScheduleSummary(
        String schedule,
        Instant since,
        long sequence,
        Optional<HistoryEvent.Installed> installed,
        Optional<Instant> through,
        int era,
        long ran,
        long coalesced,
        long skipped,
        long missed) {

    /** Checks for null. */
    public ScheduleSummary {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(installed, "installed");
        Objects.requireNonNull(through, "through");
    }

    static ScheduleSummary begin(String schedule, Instant since) {
        return new ScheduleSummary(schedule, since, 0, Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0);
    }

    /** Returns the summary with one more line. */
    ScheduleSummary with(HistoryLine line) {
        long group = line.isGrouped() ? line.sequence() : sequence;
        HistoryEvent event = line.event();
        if (event instanceof HistoryEvent.Fired fired && fired.isRun()) {
            return with(group, installed, Optional.of(fired.tick().due()), era).counted(1, null, 0);
        } else if (event instanceof HistoryEvent.Accounted accounted) {
            Account account = accounted.account();
            // One of a tick that was started before is counted once, and moves nothing.
            return accounted.wasStarted()
                    ? with(group, installed, through, era).counted(-1, account.fate(), account.count())
                    : with(group, installed, Optional.of(account.last()), era)
                            .counted(0, account.fate(), account.count());
        } else if (event instanceof HistoryEvent.Installed rule) {
            return with(group, Optional.of(rule), rule.through(), era);
        } else if (event instanceof HistoryEvent.ClockSetBack back && back.era() > era) {
            return with(group, installed, Optional.of(back.at()), back.era());
        }
        return with(group, installed, through, era);
    }

    private ScheduleSummary with(long group, Optional<HistoryEvent.Installed> rule, Optional<Instant> last, int run) {
        return new ScheduleSummary(schedule, since, group, rule, last, run, ran, coalesced, skipped, missed);
    }

    private ScheduleSummary counted(long runs, Fate fate, int more) {
        return new ScheduleSummary(
                schedule,
                since,
                sequence,
                installed,
                through,
                era,
                ran + runs,
                coalesced + (fate == Fate.COALESCED ? more : 0),
                skipped + (fate == Fate.SKIPPED ? more : 0),
                missed + (fate == Fate.MISSED ? more : 0));
    }

    JsonLine write() {
        JsonLine line = new JsonLine()
                .put("at", UtcText.format(since))
                .put("schedule", schedule)
                .put("event", "summary")
                .put("seq", sequence);
        if (installed.isPresent()) {
            line.put("installed", EventText.write(installed.get()));
        }
        if (through.isPresent()) {
            line.put("through", UtcText.format(through.get()));
        }
        return line.put("era", era)
                .put("ran", ran)
                .put("coalesced", coalesced)
                .put("skipped", skipped)
                .put("missed", missed);
    }

    static ScheduleSummary read(JsonLine line) throws JsonException {
        try {
            return new ScheduleSummary(
                    line.text("schedule", ""),
                    UtcText.parse(line.text("at", "")),
                    line.number("seq", 0),
                    line.has("installed") ? readInstalled(line.text("installed", "")) : Optional.empty(),
                    line.has("through") ? Optional.of(UtcText.parse(line.text("through", ""))) : Optional.empty(),
                    (int) line.number("era", 0),
                    line.number("ran", 0),
                    line.number("coalesced", 0),
                    line.number("skipped", 0),
                    line.number("missed", 0));
        } catch (IllegalArgumentException malformed) {
            throw new JsonException(String.valueOf(malformed.getMessage()));
        }
    }

    private static Optional<HistoryEvent.Installed> readInstalled(String text) {
        return EventText.read(text)
                .map(HistoryLine::event)
                .filter(HistoryEvent.Installed.class::isInstance)
                .map(HistoryEvent.Installed.class::cast);
    }
}
