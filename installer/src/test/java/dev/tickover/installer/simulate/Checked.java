package dev.tickover.installer.simulate;

import dev.tickover.installer.status.TimeText;
import dev.tickover.schedule.DurationText;
import dev.tickover.simulation.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks what a vector says of a trace: {@code ticks=1}, {@code closest>=29m}, {@code longest<=31m}, {@code lateness<=1h},
 * {@code missed=1}, {@code coalesced=2}, {@code skipped=0}, {@code unanswered=3}, {@code after(INSTANT)<=30m} (until the
 * next tick), each of the only schedule or of one named before a colon.
 */
final class Checked {

    private static final Pattern CHECK = Pattern.compile("(?:([a-z-]+):)?([a-z]+)(?:\\(([^)]+)\\))?(=|<=|>=)(\\S+)");

    private final Replay replay;
    private final Trace trace;

    private Checked(Replay replay, Trace trace) {
        this.replay = replay;
        this.trace = trace;
    }

    static Checked seen(Replay replay) {
        return new Checked(replay, replay.seenTrace());
    }

    static Checked played(Replay replay, Simulation simulation) {
        return new Checked(replay, simulation.trace());
    }

    boolean holds(String check) {
        Matcher parts = parts(check);
        String wanted = parts.group(5);
        boolean count = wanted.chars().allMatch(Character::isDigit);
        long limit = count ? Long.parseLong(wanted) : DurationText.parse(wanted).toMillis();
        long value = value(parts);
        return switch (parts.group(4)) {
            case "=" -> value == limit;
            case "<=" -> value <= limit;
            default -> value >= limit;
        };
    }

    /** Tells the figure that a check is about. */
    String told(String check) {
        Matcher parts = parts(check);
        boolean count = parts.group(5).chars().allMatch(Character::isDigit);
        String name = check.substring(0, parts.start(4));
        long value = value(parts);
        return name + "="
                + (count
                        ? "" + value
                        : TimeText.length(Duration.ofMillis(value)).replace(" ", ""));
    }

    private static Matcher parts(String check) {
        Matcher parts = CHECK.matcher(check);
        if (!parts.matches()) {
            throw new IllegalArgumentException(check);
        }
        return parts;
    }

    private long value(Matcher parts) {
        String schedule = Optional.ofNullable(parts.group(1)).orElse(only());
        Duration length = replay.seen().length();
        Pace pace = Pace.of(schedule, trace, length);
        Figures figures = Figures.of(schedule, trace, length);
        return switch (parts.group(2)) {
            case "ticks" -> pace.ticks();
            case "closest" -> pace.closest().orElse(length).toMillis();
            case "longest" -> pace.longestSilence().toMillis();
            case "lateness" -> figures.worstLateness().toMillis();
            case "missed" -> figures.missed();
            case "coalesced" -> figures.coalesced();
            case "skipped" -> figures.skipped();
            case "unanswered" -> replay.unanswered(schedule);
            case "after" -> after(schedule, Instant.parse(parts.group(3)));
            default -> throw new IllegalArgumentException(parts.group());
        };
    }

    private String only() {
        List<String> names = replay.app().schedules().stream()
                .map(schedule -> schedule.name())
                .toList();
        return names.size() == 1 ? names.get(0) : "";
    }

    private long after(String schedule, Instant from) {
        Duration begin = Duration.between(replay.seen().from(), from);
        return Pace.ages(schedule, trace).stream()
                .filter(age -> age.compareTo(begin) >= 0)
                .findFirst()
                .orElse(replay.seen().length())
                .minus(begin)
                .toMillis();
    }
}
