package dev.tickover.installer.simulate;

import dev.tickover.installer.simulate.ReplayTrace.Seen;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.TraceEvent.Changed;
import dev.tickover.simulation.TraceEvent.Moved;
import dev.tickover.simulation.TraceEvent.Stepped;
import dev.tickover.simulation.TraceEvent.What;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a trace together line by line, and turns what the clock showed into ages. */
final class TraceBuilder {

    /** Several processes write a history, each of what it saw itself. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    /** What came of the last line still belongs to the trace. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    /** So long after a pulse its tick has begun, on every model. */
    private static final Duration TIMELY = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofDays(3660);

    /** Two schedules measure one step of the clock to the millisecond each. */
    private static final Duration SAME_STEP = Duration.ofSeconds(2);

    private final List<Seen> seen = new ArrayList<>();
    private final Map<Scenario.Kind, List<Period>> periods = new EnumMap<>(Scenario.Kind.class);
    private final List<ClockStep> steps = new ArrayList<>();
    private Instant from;
    private Optional<ZoneId> zone = Optional.empty();
    private boolean fromInstallation;
    private boolean onlyInstalled = true;
    private boolean ended;
    private Duration stepped = Duration.ZERO;
    private Duration last = Duration.ZERO;
    private Duration now = Duration.ZERO;
    private int line;

    private record Period(int line, Duration begin, Duration end) {}

    private record ClockStep(Duration age, Duration before, Duration by) {}

    /** Begins a line; what is added next is of that time. */
    void begin(int number, Instant at) throws BadTraceException {
        line = number;
        from = from == null ? at : from;
        now = age(at);
        if (now.compareTo(last.minus(DISORDER)) < 0) {
            throw new BadTraceException(
                    line,
                    "its time " + at + " is before that of a line above",
                    "sort the lines by time; if the clock was set back, say so with a line of "
                            + "\"event\":\"clock-step\",\"byMs\":-3600000 at the time before");
        }
        if (now.compareTo(LONGEST) > 0) {
            throw new BadTraceException(line, "it is more than ten years after the first", "cut the trace in pieces");
        }
        last = max(last, now);
    }

    private Duration age(Instant at) {
        Duration age = Duration.between(from, at).minus(stepped);
        return age.isNegative() && age.compareTo(DISORDER.negated()) >= 0 ? Duration.ZERO : age;
    }

    void add(String schedule, What what) {
        add(now, schedule, what);
    }

    void add(Duration age, String schedule, What what) {
        onlyInstalled = false;
        add(line, age.isNegative() ? Duration.ZERO : age, schedule, what);
    }

    private void add(int number, Duration age, String schedule, What what) {
        Instant wall = from.plus(age).plus(stepped);
        seen.add(new Seen(number, new TraceEvent(age, 1, wall, schedule, what)));
    }

    void hold(Scenario.Kind kind, boolean begins) {
        add("", new Changed(kind.condition(), begins));
    }

    /**
     * Adds that a condition held at the end of the time since another pulse, which itself it did not keep from ticking.
     */
    void heldBefore(Scenario.Kind kind, Duration length, Duration untilBefore, Duration since) {
        Duration half = since.dividedBy(2);
        Duration free = half.compareTo(TIMELY) < 0 ? half : TIMELY;
        Duration end = now.minus(untilBefore);
        Duration begin = max(max(end.minus(length), now.minus(since).plus(free)), Duration.ZERO);
        onlyInstalled = false;
        if (begin.compareTo(end) < 0) {
            periods.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Period(line, begin, end));
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    void moveTo(ZoneId where) {
        if (now.isZero()) {
            zone = Optional.of(where);
        } else {
            add("", new Moved(where));
        }
    }

    /** Steps the clock: later lines show it stepped. */
    void step(Duration by) {
        steps.add(new ClockStep(now, stepped, by));
        stepped = stepped.plus(by);
        add("", new Stepped(by));
    }

    /**
     * Takes a step of the clock that somebody noticed at a time, which it shows stepped already. Every schedule notices it
     * for itself: known is one that came after the time since when it was watched for.
     */
    void stepNoticed(int number, Instant since, Instant at, Duration by) {
        from = from == null ? at.minus(by) : from;
        for (ClockStep known : steps) {
            Duration age = Duration.between(from, since).minus(known.before());
            if (age.compareTo(known.age()) <= 0 && known.by().minus(by).abs().compareTo(SAME_STEP) <= 0) {
                return;
            }
        }
        line = number;
        Duration noticed = Duration.between(from, at).minus(stepped).minus(by);
        now = noticed.isNegative() ? Duration.ZERO : noticed;
        step(by);
    }

    void installed() {
        fromInstallation |= onlyInstalled;
    }

    void end() {
        ended = true;
    }

    int line() {
        return line;
    }

    /** What the clock shows at the line. */
    Instant at() {
        return from.plus(now).plus(stepped);
    }

    Duration now() {
        return now;
    }

    ReplayTrace build() throws BadTraceException {
        if (from == null) {
            throw new BadTraceException(0, "it holds no line", "see docs/replay.md for what a trace is made of");
        }
        periods.forEach((kind, all) -> merged(all).forEach(each -> {
            add(each.line(), each.begin(), "", new Changed(kind.condition(), true));
            add(each.line(), each.end(), "", new Changed(kind.condition(), false));
        }));
        seen.sort(Comparator.comparing(each -> each.event().age()));
        Duration length = ended ? last : last.plus(AFTERWARDS);
        if (length.isZero()) {
            throw new BadTraceException(
                    line, "the trace ends when it begins", "put the end of what was watched into its end line");
        }
        return new ReplayTrace(from, length, zone, fromInstallation, seen);
    }

    /** What several schedules noticed of one sleep overlaps; the first who looked was the first to be awake. */
    private static List<Period> merged(List<Period> all) {
        List<Period> merged = new ArrayList<>();
        for (Period each :
                all.stream().sorted(Comparator.comparing(Period::begin)).toList()) {
            Period before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || each.begin().compareTo(before.end()) > 0) {
                merged.add(each);
            } else {
                Duration end = each.end().compareTo(before.end()) < 0 ? each.end() : before.end();
                merged.set(merged.size() - 1, new Period(before.line(), before.begin(), end));
            }
        }
        return merged;
    }
}
