package dev.tickover.installer.simulate;

import dev.tickover.schedule.DurationText;
import dev.tickover.simulation.Trace;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a scenario as people write it, and draws what came of it. */
public final class ScenarioText {

    /** What the characters of a drawing mean. */
    public static final String LEGEND = Drawing.LEGEND;

    /** A longer scenario is not drawn: nobody reads it. */
    private static final Duration LONGEST_DRAWN = Duration.ofDays(62);

    /** Up to here a quarter of an hour is a character; beyond, half an hour. */
    private static final Duration LONGEST_FINE = Duration.ofDays(3);

    private final Instant from;
    private final Duration length;
    private final ZoneId zone;
    private final Map<Scenario.Kind, List<Span>> spans = new EnumMap<>(Scenario.Kind.class);
    private final Map<Instant, Duration> clockSteps = new TreeMap<>();
    private final Map<Instant, ZoneId> travels = new TreeMap<>();

    /**
     * Begins a scenario in which nothing happens.
     *
     * @param from when it begins
     * @param length how long it lasts
     * @param zone the machine's zone
     */
    public ScenarioText(Instant from, Duration length, ZoneId zone) {
        this.from = from;
        this.length = length;
        this.zone = zone;
    }

    /**
     * Adds when a condition holds.
     *
     * @param condition {@code asleep}, {@code off}, {@code host-down}, {@code host-hung} or {@code held}
     * @param span {@code 23:00-07:00} or {@code 2026-03-03T10:00/2026-03-03T12:30}
     * @throws IllegalArgumentException if either is malformed; the message says what is allowed
     */
    public void add(String condition, String span) {
        Scenario.Kind kind = Scenario.Kind.valueOf(condition.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        spans.computeIfAbsent(kind, key -> new ArrayList<>()).add(Span.parse(span));
    }

    /**
     * Adds a clock step.
     *
     * @param text {@code 2026-03-03T10:00=-1h}
     * @throws IllegalArgumentException if it is malformed; the message says what is allowed
     */
    public void addClockStep(String text) {
        String[] parts = parts(text, "2026-03-03T10:00=-1h");
        boolean back = parts[1].startsWith("-");
        Duration by = DurationText.parse(back || parts[1].startsWith("+") ? parts[1].substring(1) : parts[1]);
        clockSteps.put(at(parts[0]), back ? by.negated() : by);
    }

    /**
     * Adds a change of the machine's zone.
     *
     * @param text {@code 2026-03-03T10:00=America/New_York}
     * @throws IllegalArgumentException if it is malformed; the message says what is allowed
     */
    public void addTravel(String text) {
        String[] parts = parts(text, "2026-03-03T10:00=America/New_York");
        try {
            travels.put(at(parts[0]), ZoneId.of(parts[1]));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("no zone " + parts[1] + "; zones look like Europe/Paris", unknown);
        }
    }

    private static String[] parts(String text, String example) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("it is written as " + example + ", not " + text);
        }
        return new String[] {text.substring(0, equals), text.substring(equals + 1)};
    }

    private Instant at(String text) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("a time is local, such as 2026-03-03T10:00, not " + text, malformed);
        }
    }

    /** {@return the scenario} */
    public Scenario scenario() {
        return new Scenario(from, length, zone, spans, clockSteps, travels);
    }

    /**
     * Tells whether a scenario is short enough to be drawn.
     *
     * @param scenario the scenario
     * @return true if it is
     */
    public static boolean isDrawn(Scenario scenario) {
        return scenario.length().compareTo(LONGEST_DRAWN) <= 0;
    }

    /**
     * Draws what came of a schedule.
     *
     * @param schedule its name
     * @param simulation what came of it
     * @param scenario the scenario
     * @return the lines; none if the scenario is too long
     */
    public static List<String> drawn(String schedule, Simulation simulation, Scenario scenario) {
        return drawn(schedule, simulation.trace(), scenario);
    }

    /**
     * Draws what happened to a schedule.
     *
     * @param schedule its name
     * @param trace what happened
     * @param scenario the scenario
     * @return the lines; none if the scenario is too long
     */
    public static List<String> drawn(String schedule, Trace trace, Scenario scenario) {
        int cells = scenario.length().compareTo(LONGEST_FINE) <= 0 ? 96 : 48;
        return isDrawn(scenario) ? Drawing.draw(schedule, trace, scenario, cells) : List.of();
    }
}
