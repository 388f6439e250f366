package dev.tickover.installer.simulate;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.schedule.UtcText;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums up what became of one schedule.
 *
 * @param schedule its name
 * @param pulses how often its own entry started a tick client
 * @param ticks how often its work began
 * @param catchUps how many of these ticks were late
 * @param coalesced how many due instants another tick stood for
 * @param skipped how many a rule dropped
 * @param missed how many came too late
 * @param worstLateness the longest time from a due instant to the tick that served it, stood for or not
 * @param longestGap the longest real time without a tick, counted from the first to the end
 */
public record Figures(
        String schedule,
        int pulses,
        int ticks,
        int catchUps,
        int coalesced,
        int skipped,
        int missed,
        Duration worstLateness,
        Duration longestGap) {

    static Figures of(String schedule, Trace whole, Duration length) {
        Count count = new Count();
        for (TraceEvent event : whole.of(schedule).events()) {
            count.take(event);
        }
        count.gapUntil(length);
        return new Figures(
                schedule,
                count.pulses,
                count.ticks,
                count.catchUps,
                count.coalesced,
                count.skipped,
                count.missed,
                count.worstLateness,
                count.longestGap);
    }

    /** Counts along a trace. */
    private static final class Count {
        private int pulses;
        private int ticks;
        private int catchUps;
        private int coalesced;
        private int skipped;
        private int missed;
        private Duration worstLateness = Duration.ZERO;
        private Duration longestGap = Duration.ZERO;
        private Duration lastTick;
        /** The oldest due instant that each tick stands for, by its own, over all ticks that came to nothing. */
        private final Map<Instant, Instant> oldest = new HashMap<>();

        void take(TraceEvent event) {
            if (event.what() instanceof TraceEvent.ClientStarted) {
                pulses++;
            } else if (event.what() instanceof TraceEvent.Begun begun) {
                begun(begun.tick(), event);
            } else if (event.recorded() instanceof HistoryEvent.Accounted accounted) {
                account(accounted.account(), event);
            }
        }

        private void begun(Tick tick, TraceEvent event) {
            ticks++;
            catchUps += tick.reason().equals(Tick.CATCH_UP) ? 1 : 0;
            if (tick.servesDueInstant()) {
                late(Duration.between(oldest.getOrDefault(tick.due(), tick.due()), event.wall()));
            }
            gapUntil(event.age());
            lastTick = event.age();
        }

        private void account(Account account, TraceEvent event) {
            switch (account.fate()) {
                case COALESCED -> {
                    coalesced += account.count();
                    coalesce(account, event);
                }
                case SKIPPED -> skipped += account.count();
                case MISSED -> missed += account.count();
            }
        }

        /** What a tick stands for is served when its work begins; what a tick covers, when that was found. */
        private void coalesce(Account account, TraceEvent event) {
            Instant first = oldest.getOrDefault(account.first(), account.first());
            if (account.reason().kind() == Reason.Kind.CATCH_UP) {
                oldest.merge(due(account.into()), first, (one, other) -> one.isBefore(other) ? one : other);
            } else {
                late(Duration.between(first, event.wall()));
            }
        }

        /** Reads the due instant off the id of a tick, {@code SCHEDULE@DUE} or {@code SCHEDULE@DUE~ERA}. */
        private static Instant due(String id) {
            int era = id.indexOf('~');
            return UtcText.parse(id.substring(id.indexOf('@') + 1, era < 0 ? id.length() : era));
        }

        private void late(Duration lateness) {
            worstLateness = lateness.compareTo(worstLateness) > 0 ? lateness : worstLateness;
        }

        void gapUntil(Duration age) {
            Duration gap = lastTick == null ? Duration.ZERO : age.minus(lastTick);
            longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
        }
    }
}
