package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "next",
        description = "Tells the coming due instants of a schedule, or of any recurrence.",
        footer = {
            "",
            "Examples:",
            "  tickover next com.example.alma heartbeat",
            "  tickover next tickover.toml cleanup --count 3",
            "  tickover next --cron '0 9 * * MON-FRI' --zone Europe/Paris"
        })
final class NextCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..1", index = "0", paramLabel = "APP|MANIFEST", description = "An app's id or a manifest.")
    private String source;

    @Parameters(arity = "0..1", index = "1", paramLabel = "SCHEDULE", description = "The schedule's name.")
    private String scheduleName;

    @Option(names = "--cron", paramLabel = "EXPR", description = "Five cron fields, or @daily and the like.")
    private String cron;

    @Option(names = "--every", paramLabel = "DURATION", description = "An interval such as 30m.")
    private String every;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of the cron fields, such as Europe/Paris.")
    private String zone;

    @Option(names = "--dst-gap", paramLabel = "shift|skip", description = "For a time that a clock change leaves out.")
    private String dstGap = "shift";

    @Option(names = "--dst-overlap", paramLabel = "first|both", description = "For a time that one repeats.")
    private String dstOverlap = "first";

    @Option(names = "--from", paramLabel = "INSTANT", description = "Counts from there, such as 2026-03-29T00:00:00Z.")
    private String from;

    @Option(names = "--count", paramLabel = "N", description = "How many; 5 by default, at most 10000.")
    private int count = 5;

    @Option(names = "--json", description = "Prints a JSON array.")
    private boolean json;

    NextCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > 10_000) {
            throw usage("--count is from 1 to 10000, not " + count);
        }
        ZoneId machineZone = context.platform().clocks().zone();
        Instant now = context.platform().clocks().wall();
        DueInstants due = source != null ? ofSchedule(machineZone) : ofOptions(machineZone);
        ZoneId shown = zone == null ? machineZone : zoneOf(zone);
        JsonArray array = new JsonArray();
        Optional<Instant> next = due.next(from == null ? now : instant(from));
        for (int i = 0; i < count && next.isPresent(); i++) {
            print(next.get(), now, shown, array);
            next = due.next(next.get());
        }
        if (json) {
            context.out().println(Json.text(array));
        }
        return ExitCode.DONE;
    }

    private void print(Instant instant, Instant now, ZoneId shown, JsonArray array) {
        String local = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(shown));
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("utc", UtcText.format(instant));
            object.addProperty("local", local);
            array.add(object);
        } else {
            context.out()
                    .println(TimeText.local(instant, shown) + "  " + UtcText.format(instant) + "  "
                            + TimeText.distance(instant, now));
        }
    }

    private DueInstants ofOptions(ZoneId machineZone) {
        if (cron == null == (every == null) || scheduleName != null) {
            throw usage("name a schedule (APP SCHEDULE), or give --cron or --every");
        }
        try {
            if (every != null && DurationText.parse(every).compareTo(Limits.STANDARD.smallestInterval()) < 0) {
                throw usage("--every is at least " + DurationText.format(Limits.STANDARD.smallestInterval()) + ", not "
                        + every);
            }
            Recurrence recurrence = cron == null
                    ? Every.of(DurationText.parse(every))
                    : new Cron(
                            cron,
                            zone == null ? Optional.empty() : Optional.of(zoneOf(zone)),
                            word(DstGap.class, "--dst-gap", dstGap),
                            word(DstOverlap.class, "--dst-overlap", dstOverlap));
            return DueInstants.of(recurrence, machineZone, Duration.ZERO);
        } catch (IllegalArgumentException malformed) {
            throw usage(malformed.getMessage());
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String option, String word) {
        List<String> allowed = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (Names.of(constant).equals(word)) {
                return constant;
            }
            allowed.add(Names.of(constant));
        }
        throw usage(option + " is " + String.join(" or ", allowed) + ", not " + word);
    }

    private DueInstants ofSchedule(ZoneId machineZone) throws IOException {
        if (cron != null || every != null || scheduleName == null) {
            throw usage("name a schedule (APP SCHEDULE), or give --cron or --every, not both");
        }
        Path path = context.workingFolder().resolve(source);
        if (App.isId(source) && !source.endsWith(".toml") && !Files.isRegularFile(path)) {
            AppFolder folder = StateFolders.findInstalled(context.platform().environment(), source);
            InstalledSchedule installed = AppArgument.schedule(folder, scheduleName);
            return DueInstants.of(installed.schedule().recurrence(), machineZone, installed.offset());
        }
        App app = ManifestArgument.read(context, ManifestArgument.path(context, Path.of(source)))
                .app();
        Schedule schedule = app.schedule(scheduleName)
                .orElseThrow(() -> AppArgument.noSchedule(
                        app.id(),
                        scheduleName,
                        app.schedules().stream().map(Schedule::name).toList()));
        return DueInstants.of(schedule.recurrence(), machineZone, Duration.ZERO);
    }

    private static Instant instant(String text) {
        try {
            return UtcText.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw usage("--from takes an instant such as 2026-03-29T00:00:00Z, not " + text);
        }
    }

    private static ZoneId zoneOf(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw usage("no zone " + name + "; zones look like Europe/Paris");
        }
    }

    private static UserException usage(String what) {
        return new UserException(ExitCode.USAGE, what, "see: tickover next --help");
    }
}
