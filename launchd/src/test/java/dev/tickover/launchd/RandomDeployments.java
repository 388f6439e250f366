package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes deployments from seeds. */
final class RandomDeployments {

    static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Africa/Cairo",
            "America/St_Johns",
            "Pacific/Chatham",
            "UTC");

    private static final List<String> WORDS = List.of(
            "--flag", "", "a b", "ä/ö", "日本語 🎉", "a&b", "<x>", "\"q\"", "'", "$HOME", "%h", "*", "]]>", "--", "\\",
            "~");

    private final Random random;

    private RandomDeployments(int seed) {
        this.random = new Random(seed);
    }

    static Deployment of(int seed) {
        return new RandomDeployments(seed).deployment(seed);
    }

    /** Returns a recurrence of any kind; in a foreign zone now and then. */
    static Recurrence recurrence(int seed) {
        return new RandomDeployments(seed).recurrence();
    }

    private Deployment deployment(int seed) {
        List<Schedule> schedules = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            schedules.add(Schedule.of("schedule-" + i, recurrence())
                    .splay(random.nextInt(4) == 0 ? Duration.ofMinutes(3) : Duration.ZERO)
                    .wakeMachine(random.nextBoolean())
                    .build());
        }
        Liveness liveness = new Liveness(
                Duration.ofSeconds(120), OnHung.REPORT, List.of(), Duration.ofMinutes(1 + random.nextInt(200)));
        List<String> start = random.nextBoolean() ? List.of("/bin/start") : List.of();
        App app = new App("app" + seed, Optional.of(word() + seed + word()), start, liveness, schedules, launchd(seed));
        List<String> command = new ArrayList<>(List.of("/opt/" + word() + "/java"));
        for (int i = random.nextInt(6); i > 0; i--) {
            command.add(word());
        }
        return new Deployment(
                app,
                random.nextBoolean() ? Scope.USER : Scope.SYSTEM,
                Path.of("/Users/" + word() + "me/Library/Application Support/Tickover", app.id()),
                command,
                Path.of("/Users/" + word() + "me/Library/LaunchAgents"),
                ZoneId.of(pick(ZONES)),
                Map.of());
    }

    /** Every third one has a bundle identifier, every fourth one asks for intervals. */
    private static LaunchdOptions launchd(int seed) {
        return new LaunchdOptions(
                seed % 3 == 0 ? Optional.of("com.example.app-" + seed) : Optional.empty(), seed % 4 == 0);
    }

    private Recurrence recurrence() {
        if (random.nextInt(3) == 0) {
            return Every.of(Duration.ofMinutes(pick(List.of(1, 2, 3, 4, 5, 7, 10, 15, 25, 30, 50, 60, 90, 360, 2160))));
        }
        String expression = String.join(
                " ",
                field(0, 59, 3),
                field(0, 23, 3),
                random.nextBoolean() ? "*" : field(1, 31, 2),
                random.nextInt(3) > 0 ? "*" : field(1, 12, 2),
                random.nextBoolean() ? "*" : field(0, 6, 2));
        Optional<ZoneId> zone = random.nextInt(3) == 0 ? Optional.of(ZoneId.of(pick(ZONES))) : Optional.empty();
        return new Cron(
                expression,
                zone,
                pick(List.of(DstGap.SHIFT, DstGap.SKIP)),
                pick(List.of(DstOverlap.FIRST, DstOverlap.BOTH)));
    }

    private String field(int low, int high, int most) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            return "*";
        }
        if (kind == 1) {
            return "*/" + (2 + random.nextInt((high - low) / 2));
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(most); i++) {
            values.add(Integer.toString(low + random.nextInt(high - low + 1)));
        }
        return String.join(",", values);
    }

    private String word() {
        return pick(WORDS);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
