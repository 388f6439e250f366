package dev.tickover.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Plays an OS scheduler that is given calendar patterns: it fires at each local minute that a pattern holds, not at all
 * if a gap leaves that minute out, and once, the first time, if an overlap repeats it. So does systemd 252.
 */
final class PulseModel {

    private PulseModel() {}

    static NavigableSet<Instant> pulses(PulsePlan plan, ZoneId machineZone, LocalDate from, LocalDate until) {
        ZoneId zone = plan.zone().orElse(machineZone);
        NavigableSet<Instant> pulses = new TreeSet<>();
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
            for (CalendarPattern pattern : plan.patterns()) {
                if (holds(pattern, day)) {
                    addPulses(pulses, pattern, day, zone);
                }
            }
        }
        return pulses;
    }

    private static void addPulses(NavigableSet<Instant> pulses, CalendarPattern pattern, LocalDate day, ZoneId zone) {
        for (int hour : pattern.hours()) {
            for (int minute : pattern.minutes()) {
                LocalDateTime local = day.atTime(hour, minute);
                List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
                if (!offsets.isEmpty()) {
                    pulses.add(local.toInstant(offsets.get(0)));
                }
            }
        }
    }

    private static boolean holds(CalendarPattern pattern, LocalDate day) {
        return pattern.months().contains(day.getMonthValue())
                && pattern.daysOfMonth().contains(day.getDayOfMonth())
                && pattern.daysOfWeek().contains(day.getDayOfWeek().getValue());
    }
}
