package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Seeded;
import dev.tickover.testing.Share;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Walks pulses and due instants side by side: each due instant must have a pulse within the lateness that is told. */
class PulseCoverageTest {

    private static final Duration NONE = Duration.ZERO;

    private static final List<Recurrence> RECURRENCES = List.of(
            every("10s"),
            every("1m"),
            every("100s"),
            every("7m"),
            every("30m"),
            every("50m"),
            every("90m"),
            every("5h"),
            every("6h"),
            every("24h"),
            every("36h"),
            Cron.of("0 * * * *"),
            Cron.of("*/20 * * * *"),
            Cron.of("*/30 1,2 * * *"),
            Cron.of("*/15 0-2 * * SAT,SUN"),
            Cron.of("30 2 * * *"),
            Cron.of("0 0 * * *"),
            Cron.of("30 0,1,2,3,23 * * SUN"),
            Cron.of("15 1 1 * MON"),
            Cron.of("30 23 28-31 * *"),
            both("30 1 * * *"),
            both("0 0,1,2 * * SUN"),
            Cron.of("0 9 * * MON-FRI", ZoneId.of("Europe/Paris")),
            Cron.of("30 2 * * *", ZoneId.of("America/New_York")),
            Cron.of("*/30 1 1 * *", ZoneId.of("Australia/Lord_Howe")),
            Cron.of("0 0 * * MON", ZoneId.of("America/Santiago")));

    @Test
    void everyDueInstantOfAYearIsMetInEachZone() {
        LocalDate from = LocalDate.of(2027, 1, 1);
        forEachOf(6, Zones.ODD, (recurrence, zone) -> {
            if (PulsePlanner.inMachineZone(recurrence, zone).pulsesPerHour() <= 1) {
                new Case(recurrence, zone, NONE).assertMet(from, from.plusYears(1));
            }
        });
    }

    @Test
    void everyDueInstantAroundTheChangesOfTwoYearsIsMetInEachZone() {
        forEachOf(5, Zones.ODD, (recurrence, zone) -> new Case(recurrence, zone, NONE).assertMetAroundChanges(4));
    }

    @Test
    void everyDueInstantOfARandomCronWithARandomSplayIsMet() {
        Seeded.forEachSeed(Share.firstSeed(150), Share.count(150, 600), seeded -> {
            ZoneId zone = seeded.pick(Zones.ODD);
            Optional<ZoneId> own = seeded.percent(50) ? Optional.of(seeded.pick(Zones.ODD)) : Optional.empty();
            Cron cron = new Cron(
                    RandomCron.draw(seeded).text(),
                    own,
                    seeded.pick(List.of(DstGap.values())),
                    seeded.pick(List.of(DstOverlap.values())));
            Duration offset = Duration.ofSeconds(seeded.pick(List.of(0, 0, 600, 437, 5400, 30_000)));
            new Case(cron, zone, offset).assertMetAroundChanges(3);
        });
    }

    @Test
    void everyOpeningOfRandomActiveHoursIsMetAndEveryDueInstantBesideIt() {
        Seeded.forEachSeed(Share.firstSeed(150), Share.count(150, 600), seeded -> {
            ZoneId zone = seeded.pick(Zones.ODD);
            LocalTime from = LocalTime.of(seeded.percent(50) ? seeded.between(0, 3) : seeded.between(0, 23), 0)
                    .plusMinutes(seeded.pick(List.of(0, 0, 30, 17)));
            ActiveHours hours = new ActiveHours(from, from.plusMinutes(seeded.between(1, 1439)));
            Recurrence recurrence = seeded.pick(RECURRENCES);
            Case each = new Case(
                    recurrence,
                    zone,
                    NONE,
                    Schedule.of("s", recurrence).active(hours).build());
            each.assertMetAroundChanges(3);
            new Case(recurrence, zone, NONE, hours.openings(zone), each.plans()).assertMetAroundChanges(3);
        });
    }

    @Test
    void everyDueInstantWithASplayIsMet() {
        List<ZoneId> zones =
                List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Havana"), ZoneId.of("Asia/Kolkata"));
        Duration offset = Duration.ofSeconds(50 * 60 + 20);
        forEachOf(2, zones, (recurrence, zone) -> new Case(recurrence, zone, offset).assertMetAroundChanges(2));
    }

    @Test
    void theLatenessThatIsToldDoesComeAbout() {
        for (String name : List.of("America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "America/Havana")) {
            ZoneId zone = ZoneId.of(name);
            for (Recurrence recurrence :
                    List.of(every("50m"), every("100s"), Cron.of("*/30 1 * * *"), both("30 1 * * *"))) {
                Case each = new Case(recurrence, zone, NONE);
                PulsePlan plan = PulsePlanner.inMachineZone(recurrence, zone);
                Duration worst = NONE;
                for (LocalDate day : changeDays(recurrence, zone, 99)) {
                    Duration lateness = each.worstLateness(plan, day.minusDays(1), day.plusDays(2));
                    worst = lateness.compareTo(worst) > 0 ? lateness : worst;
                }
                assertEquals(plan.worstLateness(), worst, recurrence + " in " + zone);
            }
        }
    }

    /** Each zone meets a share of the recurrences, each recurrence a share of the zones: other ones each day. */
    private static void forEachOf(int parts, List<ZoneId> zones, BiConsumer<Recurrence, ZoneId> assertion) {
        for (int i = 0; i < zones.size(); i++) {
            for (int j = 0; j < RECURRENCES.size(); j++) {
                if (Share.has(i + j, parts)) {
                    assertion.accept(RECURRENCES.get(j), zones.get(i));
                }
            }
        }
    }

    private record Case(Recurrence recurrence, ZoneId zone, Duration offset, DueInstants due, List<PulsePlan> plans) {

        Case(Recurrence recurrence, ZoneId zone, Duration offset) {
            this(
                    recurrence,
                    zone,
                    offset,
                    DueInstants.of(recurrence, zone, offset),
                    List.of(
                            PulsePlanner.inOwnZone(recurrence, zone, offset),
                            PulsePlanner.inMachineZone(recurrence, zone, offset)));
        }

        Case(Recurrence recurrence, ZoneId zone, Duration offset, Schedule schedule) {
            this(
                    recurrence,
                    zone,
                    offset,
                    DueInstants.of(recurrence, zone, offset),
                    List.of(
                            PulsePlanner.inOwnZone(schedule, zone, offset),
                            PulsePlanner.inMachineZone(schedule, zone, offset)));
        }

        void assertMetAroundChanges(int limit) {
            for (LocalDate day : changeDays(recurrence, zone, limit)) {
                assertMet(day.minusDays(1), day.plusDays(2));
            }
        }

        void assertMet(LocalDate from, LocalDate until) {
            for (PulsePlan plan : plans) {
                Duration lateness = worstLateness(plan, from, until);
                assertTrue(
                        lateness.compareTo(plan.worstLateness()) <= 0,
                        recurrence + " +" + offset + " in " + zone + " from " + from + ": late " + lateness + ", "
                                + plan + Share.text());
                if (plan.exact() && offset.isZero() && !(due instanceof Openings)) {
                    assertEachPulseIsDue(plan, from, until);
                }
            }
        }

        Duration worstLateness(PulsePlan plan, LocalDate from, LocalDate until) {
            NavigableSet<Instant> pulses = PulseModel.pulses(plan, zone, from.minusDays(2), until.plusDays(3));
            Duration worst = NONE;
            for (Instant instant : DueSequence.between(due, start(from), start(until))) {
                Instant pulse = pulses.ceiling(instant);
                assertTrue(pulse != null, "no pulse within days of " + instant + ": " + recurrence + " in " + zone);
                Duration lateness = Duration.between(instant, pulse);
                worst = lateness.compareTo(worst) > 0 ? lateness : worst;
            }
            return worst;
        }

        /** An exact plan may pulse in vain only on a day of a clock change. */
        private void assertEachPulseIsDue(PulsePlan plan, LocalDate from, LocalDate until) {
            Set<Instant> known = new HashSet<>(DueSequence.between(due, start(from.minusDays(1)), start(until)));
            Set<LocalDate> changeDays = new HashSet<>(changeDays(recurrence, zone, 99));
            for (Instant pulse : PulseModel.pulses(plan, zone, from.plusDays(1), until.minusDays(1))) {
                LocalDate day = LocalDate.ofInstant(pulse, ZoneOffset.UTC);
                boolean isChange = changeDays.contains(day)
                        || changeDays.contains(day.plusDays(1))
                        || changeDays.contains(day.minusDays(1));
                assertTrue(isChange || known.contains(pulse), "in vain: " + pulse + " " + recurrence + " in " + zone);
            }
        }
    }

    /** The days, in UTC, of the first changes of both zones, and one day for zones without. */
    private static List<LocalDate> changeDays(Recurrence recurrence, ZoneId zone, int limit) {
        Set<LocalDate> days = new HashSet<>(Set.of(LocalDate.of(2028, 2, 28)));
        ZoneId own = recurrence instanceof Cron cron ? cron.zone().orElse(zone) : zone;
        for (ZoneId each : List.of(zone, own)) {
            ZoneChanges.of(each).stream()
                    .limit(limit)
                    .forEach(change -> days.add(LocalDate.ofInstant(change.getInstant(), ZoneOffset.UTC)));
        }
        return List.copyOf(days);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Every every(String interval) {
        return Every.of(DurationText.parse(interval));
    }

    private static Cron both(String expression) {
        return new Cron(expression, Optional.empty(), DstGap.SHIFT, DstOverlap.BOTH);
    }
}
