package dev.tickover.installer.simulate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Is a time in which a condition holds: {@code 23:00-07:00} each day, or once from one local time until another, {@code
 * 2026-03-03T10:00/2026-03-03T12:30}.
 */
sealed interface Span {

    /** From an instant until another. */
    record Stretch(Instant from, Instant until) {}

    /** Returns when it holds between two instants. */
    List<Stretch> between(Instant start, Instant end, ZoneId zone);

    /** Reads a span; throws {@link IllegalArgumentException} with what is allowed. */
    static Span parse(String text) {
        try {
            int slash = text.indexOf('/');
            if (slash >= 0) {
                return new Once(
                        LocalDateTime.parse(text.substring(0, slash)), LocalDateTime.parse(text.substring(slash + 1)));
            }
            int dash = text.indexOf('-');
            if (dash > 0) {
                LocalTime from = LocalTime.parse(text.substring(0, dash));
                LocalTime until = LocalTime.parse(text.substring(dash + 1));
                if (!from.equals(until)) {
                    return new Daily(from, until);
                }
            }
        } catch (DateTimeException malformed) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "a span is 23:00-07:00, each day, or 2026-03-03T10:00/2026-03-03T12:30, once; not " + text);
    }

    /** Each day; over midnight where the end is before the beginning. */
    record Daily(LocalTime from, LocalTime until) implements Span {
        @Override
        public List<Stretch> between(Instant start, Instant end, ZoneId zone) {
            List<Stretch> stretches = new ArrayList<>();
            LocalDate last = end.atZone(zone).toLocalDate();
            for (LocalDate day = start.atZone(zone).toLocalDate().minusDays(1);
                    !day.isAfter(last);
                    day = day.plusDays(1)) {
                LocalDate endDay = until.isAfter(from) ? day : day.plusDays(1);
                clipped(day.atTime(from), endDay.atTime(until), start, end, zone)
                        .ifPresent(stretches::add);
            }
            return stretches;
        }
    }

    /** Once. */
    record Once(LocalDateTime from, LocalDateTime until) implements Span {
        /** Checks the order. */
        public Once {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("a span ends after it begins, not " + from + "/" + until);
            }
        }

        @Override
        public List<Stretch> between(Instant start, Instant end, ZoneId zone) {
            return clipped(from, until, start, end, zone).stream().toList();
        }
    }

    private static Optional<Stretch> clipped(
            LocalDateTime from, LocalDateTime until, Instant start, Instant end, ZoneId zone) {
        Instant first = from.atZone(zone).toInstant();
        Instant last = until.atZone(zone).toInstant();
        Instant begin = first.isBefore(start) ? start : first;
        Instant finish = last.isAfter(end) ? end : last;
        return begin.isBefore(finish) ? Optional.of(new Stretch(begin, finish)) : Optional.empty();
    }
}
