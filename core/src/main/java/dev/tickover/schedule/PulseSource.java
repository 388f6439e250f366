package dev.tickover.schedule;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Is what a recurrence tells the planner: the local times in one zone that hold all its due instants, except those that
 * a daylight-saving change moves.
 *
 * @param zone the zone that the times mean; UTC for what is counted in elapsed time
 * @param times the times
 * @param exact whether each of the times is a due instant
 * @param grainSeconds the greatest number of seconds, at most 60, by whose multiples all due instants are apart
 * @param phaseSeconds the seconds past a minute of one of them
 * @param delaySeconds how much later than the times the due instants are
 * @param followsElapsedTime whether both passes of an overlap are due
 */
record PulseSource(
        ZoneId zone,
        PulseTimes times,
        boolean exact,
        int grainSeconds,
        int phaseSeconds,
        long delaySeconds,
        boolean followsElapsedTime) {

    static final ZoneId UTC = ZoneId.of("UTC");

    private static final int MINUTES_PER_DAY = 1440;

    static PulseSource of(Recurrence recurrence, ZoneId machineZone, Duration offset) {
        long delay = offset.getSeconds();
        if (recurrence instanceof Cron) {
            return ofCron((Cron) recurrence, machineZone, delay);
        }
        Every every = (Every) recurrence;
        return every.dividesDay() ? ofGrid(every, machineZone, delay) : ofAnchored(every, machineZone, delay);
    }

    /** Returns the local times at which active hours open; an overlap may let them open twice. */
    static PulseSource ofOpenings(ActiveHours hours, ZoneId machineZone) {
        PulseTimes times = new PulseTimes();
        times.add(CalendarDays.EVERY_DAY, hours.from().toSecondOfDay() / 60);
        return new PulseSource(machineZone, times, true, 60, 0, 0, true);
    }

    /** Returns the pulse grid of an interval counted from an anchor: the largest divisor of an hour that divides it. */
    static int gridMinutes(Duration interval) {
        return interval.getSeconds() % 60 == 0 ? greatestCommonDivisor(60, interval.getSeconds() / 60) : 1;
    }

    /** Returns the longest time from a due instant to the next whole minute. */
    Duration lateness() {
        int smallest = (int) Math.floorMod(phaseSeconds + delaySeconds, (long) grainSeconds);
        return grainSeconds == 60 && smallest == 0
                ? Duration.ZERO
                : Duration.ofSeconds(60 - (smallest == 0 ? grainSeconds : smallest));
    }

    private static PulseSource ofCron(Cron cron, ZoneId machineZone, long delay) {
        CronExpression expression = CronExpression.parse(cron.expression());
        PulseTimes times = new PulseTimes();
        for (int hour : expression.hours()) {
            for (int minute : expression.minutes()) {
                expression.days().forEach(days -> times.add(days, hour * 60 + minute));
            }
        }
        boolean elapsed = !expression.hasFixedTime() || cron.dstOverlap() == DstOverlap.BOTH;
        return new PulseSource(cron.zone().orElse(machineZone), times, true, 60, 0, delay, elapsed);
    }

    private static PulseSource ofGrid(Every every, ZoneId machineZone, long delay) {
        long seconds = every.interval().getSeconds();
        boolean wholeMinutes = seconds % 60 == 0;
        int step = wholeMinutes ? (int) (seconds / 60) : 1;
        boolean exact = wholeMinutes || 60 % seconds == 0;
        return new PulseSource(
                machineZone, everyMinutes(step, 0), exact, greatestCommonDivisor(60, seconds), 0, delay, false);
    }

    private static PulseSource ofAnchored(Every every, ZoneId machineZone, long delay) {
        long anchor = every.anchorSecond(machineZone) + delay;
        int phase = (int) Math.floorMod(anchor, 60L);
        int step = gridMinutes(every.interval());
        int firstMinute = (int) Math.floorMod(Math.floorDiv(anchor + 59, 60L), (long) step);
        return new PulseSource(
                UTC,
                everyMinutes(step, firstMinute),
                false,
                greatestCommonDivisor(60, every.interval().getSeconds()),
                phase,
                0,
                true);
    }

    private static PulseTimes everyMinutes(int step, int first) {
        PulseTimes times = new PulseTimes();
        for (int minute = first; minute < MINUTES_PER_DAY; minute += step) {
            times.add(CalendarDays.EVERY_DAY, minute);
        }
        return times;
    }

    private static int greatestCommonDivisor(int a, long b) {
        long divisor = a;
        long rest = b;
        while (rest != 0) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return (int) divisor;
    }
}
