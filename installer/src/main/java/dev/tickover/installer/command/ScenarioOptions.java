package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.simulate.Scenario;
import dev.tickover.installer.simulate.ScenarioText;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.UtcText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Are the options that say what happens to the simulated machine. */
final class ScenarioOptions {

    private static final int MOST_DAYS = 3660;
    private static final List<String> BESIDE_NO_REPLAY = List.of(
            "--days",
            "--from",
            "--asleep",
            "--off",
            "--host-down",
            "--host-hung",
            "--held",
            "--clock-step",
            "--travel");

    @Option(names = "--days", paramLabel = "N", description = "How long; 7 by default.")
    private int days = 7;

    @Option(names = "--from", paramLabel = "INSTANT", description = "When it begins, such as 2026-03-29T00:00:00Z.")
    private String from;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The machine's zone, such as Europe/Paris.")
    private String zone;

    @Option(names = "--asleep", paramLabel = "SPAN", description = "When the machine sleeps.")
    private List<String> asleep = List.of();

    @Option(names = "--off", paramLabel = "SPAN", description = "When it is off.")
    private List<String> off = List.of();

    @Option(names = "--host-down", paramLabel = "SPAN", description = "When no host is attached.")
    private List<String> hostDown = List.of();

    @Option(names = "--host-hung", paramLabel = "SPAN", description = "When the host hangs.")
    private List<String> hostHung = List.of();

    @Option(names = "--held", paramLabel = "SPAN", description = "When the OS holds its starts back, as launchd may.")
    private List<String> held = List.of();

    @Option(names = "--clock-step", paramLabel = "TIME=BY", description = "Such as 2026-03-03T10:00=-1h.")
    private List<String> clockSteps = List.of();

    @Option(names = "--travel", paramLabel = "TIME=ZONE", description = "Such as 2026-03-03T10:00=Asia/Tokyo.")
    private List<String> travels = List.of();

    Scenario scenario(Instant now, ZoneId machineZone) {
        if (days < 1 || days > MOST_DAYS) {
            throw usage("--days is from 1 to " + MOST_DAYS + ", not " + days);
        }
        ScenarioText text =
                new ScenarioText(from == null ? now : instant(), Duration.ofDays(days), zone().orElse(machineZone));
        each("--asleep", asleep, span -> text.add("asleep", span));
        each("--off", off, span -> text.add("off", span));
        each("--host-down", hostDown, span -> text.add("host-down", span));
        each("--host-hung", hostHung, span -> text.add("host-hung", span));
        each("--held", held, span -> text.add("held", span));
        each("--clock-step", clockSteps, text::addClockStep);
        each("--travel", travels, text::addTravel);
        return text.scenario();
    }

    Duration duration(String option, String value) {
        try {
            return DurationText.parse(value);
        } catch (IllegalArgumentException malformed) {
            throw usage(option + ": " + malformed.getMessage());
        }
    }

    private static void each(String option, List<String> values, Consumer<String> add) {
        for (String value : values) {
            try {
                add.accept(value);
            } catch (IllegalArgumentException malformed) {
                throw usage(option + ": " + malformed.getMessage());
            }
        }
    }

    private Instant instant() {
        try {
            return UtcText.parse(from);
        } catch (IllegalArgumentException malformed) {
            throw usage("--from takes an instant such as 2026-03-29T00:00:00Z, not " + from);
        }
    }

    /** Refuses what a replay brings itself. */
    static void refuseBesideReplay(ParseResult parsed) {
        for (String option : BESIDE_NO_REPLAY) {
            if (parsed.hasMatchedOption(option)) {
                throw usage("--replay brings its own time and happenings; leave " + option + " out");
            }
        }
    }

    Optional<ZoneId> zone() {
        try {
            return zone == null ? Optional.empty() : Optional.of(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            throw usage("no zone " + zone + "; zones look like Europe/Paris");
        }
    }

    private static UserException usage(String what) {
        return new UserException(ExitCode.USAGE, what, "see: tickover simulate --help");
    }
}
