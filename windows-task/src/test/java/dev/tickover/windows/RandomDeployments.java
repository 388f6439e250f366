package dev.tickover.windows;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.backend.Apps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws deployments, the same for the same seed. */
final class RandomDeployments {

    private static final String[] ZONES = {
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Pacific/Chatham",
        "UTC"
    };

    private static final String[] ARGUMENTS = {
        "plain",
        "",
        "a b",
        "C:\\ends with\\",
        "C:\\ends\\",
        "\"quoted\"",
        "\\\"",
        "\\\\\"x y\\\\",
        "a&b<c>d'e",
        "]]>",
        "--",
        "%PATH%",
        "$(Arg0)",
        "line\r\nend",
        "tab\tbed",
        "Grüße",
        "日本語",
        "🕰️",
        "*.txt",
        "?",
        "^",
        "|",
        ";"
    };

    private final Random random;

    RandomDeployments(long seed) {
        this.random = new Random(seed);
    }

    Deployment next(Path folder) {
        List<Schedule> schedules = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Schedule.Builder schedule = Schedule.of("s" + i, recurrence());
            if (random.nextInt(3) == 0) {
                schedule.active(hours());
            }
            schedules.add(schedule.onBattery(random.nextBoolean())
                    .wakeMachine(random.nextBoolean())
                    .catchUp(random.nextBoolean() ? CatchUp.LATEST : CatchUp.EACH)
                    .spacing(Duration.ZERO)
                    .grace(Duration.ofMillis(random.nextInt(100_000)))
                    .timeout(Duration.ofMillis(1 + random.nextInt(10_000_000)))
                    .build());
        }
        List<String> command = new ArrayList<>(List.of("C:\\Program Files\\Jäva & Co\\bin\\java.exe"));
        for (int i = random.nextInt(6); i > 0; i--) {
            command.add(ARGUMENTS[random.nextInt(ARGUMENTS.length)]);
        }
        Scope scope = random.nextInt(4) == 0 ? Scope.SYSTEM : Scope.USER;
        Duration sweep = Duration.ofMinutes(1 + random.nextInt(3000));
        var app = Apps.named("Drawn & <quartered> 🕰️", "drawn", sweep, schedules.toArray(Schedule[]::new));
        return Deployments.in(zone(), app, scope, folder, command);
    }

    private ActiveHours hours() {
        LocalTime from = LocalTime.of(random.nextInt(24), random.nextBoolean() ? 0 : random.nextInt(60));
        return new ActiveHours(from, from.plusMinutes(1 + random.nextInt(1439)));
    }

    ZoneId zone() {
        return ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
    }

    Recurrence recurrence() {
        return switch (random.nextInt(4)) {
            case 0 -> new Every(Duration.ofMinutes(1 + random.nextInt(3000)), anchor());
            case 1 -> new Every(Duration.ofSeconds(1 + random.nextInt(100_000)), anchor());
            default ->
                new Cron(
                        String.join(" ", minutes(), field(0, 23), field(1, 28), field(1, 12), field(0, 6)),
                        random.nextInt(3) == 0 ? Optional.of(zone()) : Optional.empty(),
                        random.nextBoolean() ? DstGap.SHIFT : DstGap.SKIP,
                        random.nextBoolean() ? DstOverlap.FIRST : DstOverlap.BOTH);
        };
    }

    private Optional<Instant> anchor() {
        return random.nextBoolean()
                ? Optional.of(Instant.ofEpochSecond(1_780_000_000L + random.nextInt(100_000)))
                : Optional.empty();
    }

    private String minutes() {
        return random.nextInt(3) == 0 ? "*/" + (2 + random.nextInt(20)) : field(0, 59);
    }

    private String field(int low, int high) {
        int one = low + random.nextInt(high - low + 1);
        int other = low + random.nextInt(high - low + 1);
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(one);
            case 1 -> Math.min(one, other) + "-" + Math.max(one, other);
            case 2 -> one == other ? Integer.toString(one) : one + "," + other;
            default -> "*";
        };
    }
}
