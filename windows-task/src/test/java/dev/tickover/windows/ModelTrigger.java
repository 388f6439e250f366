package dev.tickover.windows;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fires as Task Scheduler is documented to, written from the schema's documentation and from no class of ours but the
 * reader of XML. What is documented nowhere is taken at its worst: a local time that a daylight-saving change leaves out
 * does not fire, one that it repeats fires the first time only.
 */
interface ModelTrigger {

    /** Returns the first firing at or after an instant; empty if there is none within five years. */
    Optional<Instant> atOrAfter(Instant instant);

    /** Reads the triggers of a task that a clock fires. */
    static List<ModelTrigger> of(String document, ZoneId zone) {
        List<ModelTrigger> triggers = new ArrayList<>();
        for (XmlElement trigger : TaskReader.read(document)
                .orElseThrow()
                .child("Triggers")
                .orElseThrow()
                .children()) {
            String start = trigger.textAt("StartBoundary").orElse("");
            if (trigger.name().equals("TimeTrigger")) {
                if (trigger.textAt("Repetition", "Duration").isPresent()) {
                    throw new AssertionError("a repetition that ends");
                }
                Duration interval =
                        Duration.parse(trigger.textAt("Repetition", "Interval").orElseThrow());
                triggers.add(repetition(OffsetDateTime.parse(start).toInstant(), interval));
            } else if (trigger.name().equals("CalendarTrigger")) {
                XmlElement days = trigger.children().get(trigger.children().size() - 1);
                triggers.add(calendar(LocalDateTime.parse(start), days, zone));
            }
        }
        return triggers;
    }

    private static ModelTrigger repetition(Instant start, Duration interval) {
        return instant -> {
            long behind = Math.floorMod(instant.getEpochSecond() - start.getEpochSecond(), interval.toSeconds());
            boolean exactly = behind == 0 && instant.getNano() == 0;
            return Optional.of(
                    Instant.ofEpochSecond(instant.getEpochSecond() + (exactly ? 0 : interval.toSeconds() - behind)));
        };
    }

    private static ModelTrigger calendar(LocalDateTime start, XmlElement days, ZoneId zone) {
        return new Remembering(instant -> {
            LocalDate day = instant.atZone(zone).toLocalDate();
            for (LocalDate each = day; each.isBefore(day.plusYears(5)); each = each.plusDays(1)) {
                if (!contains(days, each)) {
                    continue;
                }
                LocalDateTime time = each.atTime(start.toLocalTime());
                ZoneOffsetTransition change = zone.getRules().getTransition(time);
                boolean leftOut = change != null && change.isGap();
                if (!leftOut && !time.isBefore(start)) {
                    Instant firing =
                            time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
                    if (!firing.isBefore(instant)) {
                        return Optional.of(firing);
                    }
                }
            }
            return Optional.empty();
        });
    }

    /** Asks again only from beyond the firing that was found last: whoever walks through time asks much in between. */
    final class Remembering implements ModelTrigger {
        private final ModelTrigger trigger;
        private Instant asked = Instant.MAX;
        private Instant firing = Instant.MIN;

        private Remembering(ModelTrigger trigger) {
            this.trigger = trigger;
        }

        @Override
        public Optional<Instant> atOrAfter(Instant instant) {
            if (instant.isBefore(asked) || instant.isAfter(firing)) {
                Optional<Instant> found = trigger.atOrAfter(instant);
                if (found.isEmpty()) {
                    return found;
                }
                asked = instant;
                firing = found.get();
            }
            return Optional.of(firing);
        }
    }

    private static boolean contains(XmlElement days, LocalDate date) {
        return switch (days.name()) {
            case "ScheduleByDay" -> days.textAt("DaysInterval").orElseThrow().equals("1");
            case "ScheduleByWeek" -> hasDayOfWeek(days, date);
            case "ScheduleByMonth" ->
                hasMonth(days, date)
                        && days.child("DaysOfMonth").orElseThrow().children().stream()
                                .anyMatch(day -> day.text().equals(Integer.toString(date.getDayOfMonth())));
            case "ScheduleByMonthDayOfWeek" -> hasMonth(days, date) && hasDayOfWeek(days, date) && hasWeek(days, date);
            default -> throw new AssertionError(days.name());
        };
    }

    private static boolean hasWeek(XmlElement days, LocalDate date) {
        DayOfWeek dayOfWeek = date.getDayOfWeek();
        return days.child("Weeks").orElseThrow().children().stream()
                .anyMatch(week -> date.equals(
                        week.text().equals("Last")
                                ? date.with(TemporalAdjusters.lastInMonth(dayOfWeek))
                                : date.with(
                                        TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(week.text()), dayOfWeek))));
    }

    private static boolean hasDayOfWeek(XmlElement days, LocalDate date) {
        return days.child("DaysOfWeek").orElseThrow().children().stream()
                .anyMatch(day -> DayOfWeek.valueOf(day.name().toUpperCase(Locale.ROOT)) == date.getDayOfWeek());
    }

    private static boolean hasMonth(XmlElement days, LocalDate date) {
        return days.child("Months").orElseThrow().children().stream()
                .anyMatch(month -> Month.valueOf(month.name().toUpperCase(Locale.ROOT)) == date.getMonth());
    }
}
