package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.backend.Apps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the generated documents as launchd would, over two years, and looks for a due instant that no pulse reaches. */
class PulsesReachEveryDueInstantTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2028, 1, 1);
    private static final int MARGIN_DAYS = 40;
    private static final int RANDOM = 120;

    private final LaunchdBackend backend = new LaunchdBackend();

    static IntStream seeds() {
        return IntStream.range(0, RANDOM);
    }

    static List<String> zones() {
        return RandomDeployments.ZONES;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRecurrencesAreReachedWithinTheStatedLateness(int seed) throws Exception {
        ZoneId zone = ZoneId.of(RandomDeployments.ZONES.get(seed % RandomDeployments.ZONES.size()));
        assertReached(RandomDeployments.recurrence(seed), zone, "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("zones")
    void intervalsAreReachedWithinTheStatedLateness(String zone) throws Exception {
        for (int minutes : List.of(1, 4, 5, 7, 15, 30, 50, 60, 288, 1440, 2160)) {
            Recurrence every =
                    new Every(Duration.ofMinutes(minutes), Optional.of(Instant.ofEpochSecond(1_700_000_000)));
            assertReached(every, ZoneId.of(zone), minutes + " minutes");
        }
    }

    @ParameterizedTest
    @EnumSource(CalendarEngine.class)
    void sweepComesWithinTheTimeThatIsStatedForWakeAndLogin(CalendarEngine engine) throws Exception {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        for (int minutes : List.of(1, 2, 15, 50, 60, 150, 600)) {
            Deployment deployment = Deployments.MAC.user(Apps.named(
                    "x",
                    "alma",
                    Duration.ofMinutes(minutes),
                    Apps.every("a", 60).build()));
            Translation translation = backend.translate(deployment);
            Translation.Entry sweep = translation.entries().get(1);
            long[] pulses = pulses(translation.documents().get(1), engine, zone);
            for (int i = 1; i < pulses.length; i++) {
                Instant before = Instant.ofEpochSecond(pulses[i - 1]);
                Duration gap = Duration.ofSeconds(pulses[i] - pulses[i - 1]);
                // In the hour that comes twice no local time is new.
                boolean twice = zone.getRules()
                                .getOffset(before)
                                .compareTo(zone.getRules().getOffset(before.plus(gap)))
                        < 0;
                Duration stated = sweep.afterWake().plusHours(twice ? 1 : 0);
                assertTrue(gap.compareTo(stated) <= 0, minutes + ": " + gap + " after " + before);
            }
            assertEquals(sweep.afterWake(), translation.entries().get(0).afterBoot());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 61, 299, 600})
    void pulsesMoveWithTheSplayOfThisMachine(int offsetSeconds) throws Exception {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Recurrence recurrence = new Every(Duration.ofMinutes(30), Optional.empty());
        Schedule schedule =
                Schedule.of("a", recurrence).splay(Duration.ofMinutes(10)).build();
        Deployment plain = Deployments.MAC.user(Apps.app("alma", schedule));
        Translation translation = backend.translate(new Deployment(
                plain.app(),
                plain.scope(),
                plain.stateFolder(),
                plain.tickCommand(),
                plain.documentFolder(),
                zone,
                Map.of("a", Duration.ofSeconds(offsetSeconds))));
        for (CalendarEngine engine : CalendarEngine.values()) {
            long[] pulses = pulses(translation.documents().get(0), engine, zone);
            Duration offset = Duration.ofSeconds(offsetSeconds);
            Duration worst = worst(dueInstants(DueInstants.of(recurrence, zone, offset), zone), pulses);
            Duration stated = translation.entries().get(0).worstLateness().minus(Translator.THROTTLE);
            assertTrue(worst.compareTo(stated) <= 0, engine + ": " + worst + ", stated " + stated);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void openingsOfActiveHoursAreReachedToo(int seed) throws Exception {
        ZoneId zone = ZoneId.of(RandomDeployments.ZONES.get(seed % RandomDeployments.ZONES.size()));
        LocalTime from = LocalTime.of(seed * 5 % 24, seed * 7 % 60);
        Schedule schedule = Schedule.of("a", RandomDeployments.recurrence(seed))
                .active(new ActiveHours(from, from.plusHours(9)))
                .build();
        assertReached(schedule, zone, "seed " + seed);
    }

    private void assertReached(Recurrence recurrence, ZoneId zone, String what) throws Exception {
        assertReached(Schedule.of("a", recurrence).build(), zone, what);
    }

    private void assertReached(Schedule schedule, ZoneId zone, String what) throws Exception {
        Recurrence recurrence = schedule.recurrence();
        Deployment deployment = new Deployment(
                Apps.app("alma", schedule),
                Scope.USER,
                Path.of("/Users/me/state"),
                List.of("/bin/tick"),
                Deployments.MAC.folder(),
                zone,
                Map.of());
        Translation translation = backend.translate(deployment);
        Translation.Entry entry = translation.entries().get(0);
        List<Instant> due = new ArrayList<>(dueInstants(DueInstants.of(recurrence, zone, Duration.ZERO), zone));
        schedule.active().ifPresent(hours -> due.addAll(dueInstants(hours.openings(zone), zone)));
        due.sort(null);
        double counted = 0;
        for (CalendarEngine engine : CalendarEngine.values()) {
            long[] pulses = pulses(translation.documents().get(0), engine, zone);
            Duration worst = worst(due, pulses);
            counted = pulses.length / (24.0 * (UNTIL.toEpochDay() - FROM.toEpochDay() + MARGIN_DAYS));
            Duration stated = entry.worstLateness().minus(Translator.THROTTLE);
            assertTrue(
                    worst.compareTo(stated) <= 0,
                    what + ": " + recurrence.text() + " in " + zone + " by " + engine + " is " + worst
                            + " late, stated " + stated + ": " + entry.triggers());
        }
        assertEquals(counted, entry.pulsesPerHour(), 0.02 + counted * 0.15, what + ": " + entry.triggers());
        double planned = PulsePlanner.inMachineZone(recurrence, zone).pulsesPerHour();
        assertTrue(entry.pulsesPerHour() >= planned * 0.9999, what + " has " + entry.pulsesPerHour() + " < " + planned);
    }

    private static List<Instant> dueInstants(DueInstants due, ZoneId zone) {
        Instant until = UNTIL.atStartOfDay(zone).toInstant();
        List<Instant> instants = new ArrayList<>();
        Optional<Instant> next = due.next(FROM.atStartOfDay(zone).toInstant());
        while (next.isPresent() && next.get().isBefore(until)) {
            instants.add(next.get());
            next = due.next(next.get());
        }
        return instants;
    }

    private static Duration worst(List<Instant> due, long[] pulses) {
        long worst = 0;
        int i = 0;
        for (Instant next : due) {
            while (i < pulses.length && pulses[i] < next.getEpochSecond()) {
                i++;
            }
            worst = Math.max(worst, i < pulses.length ? pulses[i] - next.getEpochSecond() : Integer.MAX_VALUE);
        }
        return Duration.ofSeconds(worst);
    }

    private static long[] pulses(Document document, CalendarEngine engine, ZoneId zone)
            throws MalformedPropertyListException {
        List<Map<String, Integer>> dictionaries = dictionaries(document);
        return FROM.datesUntil(UNTIL.plusDays(MARGIN_DAYS))
                .map(date -> CalendarEngine.Day.of(date, zone))
                .flatMap(day -> dictionaries.stream().flatMap(dict -> engine.on(day, dict).stream()))
                .mapToLong(Instant::getEpochSecond)
                .sorted()
                .distinct()
                .toArray();
    }

    private static List<Map<String, Integer>> dictionaries(Document document) throws MalformedPropertyListException {
        PropertyList.Dictionary job = (PropertyList.Dictionary) PropertyListReader.read(document.content());
        List<Map<String, Integer>> dictionaries = new ArrayList<>();
        PropertyList.Array array =
                (PropertyList.Array) job.get("StartCalendarInterval").orElseThrow();
        for (PropertyList element : array.elements()) {
            Map<String, Integer> fields = new HashMap<>();
            ((PropertyList.Dictionary) element)
                    .entries()
                    .forEach((key, value) -> fields.put(key, (int) ((PropertyList.Whole) value).value()));
            dictionaries.add(fields);
        }
        return dictionaries;
    }
}
