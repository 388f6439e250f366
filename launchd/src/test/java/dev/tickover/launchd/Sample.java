package dev.tickover.launchd;

import static dev.tickover.launchd.Deployments.app;
import static dev.tickover.launchd.Deployments.cron;
import static dev.tickover.launchd.Deployments.every;
import static dev.tickover.launchd.Deployments.named;
import static dev.tickover.launchd.Deployments.startable;
import static dev.tickover.launchd.Deployments.system;
import static dev.tickover.launchd.Deployments.user;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.CatchUp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Is the deployments whose property lists are kept as golden files and read by tools that are not ours. */
enum Sample {
    HALF_HOUR(user(app("alma", every("heartbeat", 30).build()))),
    ODD_INTERVAL(user(app("alma", every("seven-minutes", 7).build()))),
    SPREAD_INTERVAL(user(app("alma", every("five-a-day", 288).build()))),
    HOURS(user(app("alma", every("quarter-day", 360).build()))),
    WEEKDAYS_ABROAD(user(app(
            "com.example.alma",
            cron("office", "0 9 * * MON-FRI", "Europe/Paris").build()))),
    FIXED_OFFSETS(user(app(
            "offsets",
            cron("hours-east", "15 3 * * *", "UTC+02:00").build(),
            cron("hours-west", "15 3 * * *", "-05:00").build(),
            cron("half-hour", "15 3 * * *", "+05:30").build(),
            cron("none", "15 3 * * *", "UTC").build()))),
    DAYS_AND_MONTHS(user(app("alma", cron("half-year", "30 6 1,15 1-6 *").build()))),
    DAY_OR_WEEKDAY(user(app("alma", cron("unlucky", "0 12 13 * FRI").build()))),
    SYSTEM_THAT_WAKES(system(app(
            "backup",
            cron("nightly", "15 3 * * *").wakeMachine(true).onBattery(false).build()))),
    USER_THAT_CANNOT_WAKE(
            user(app("backup", cron("nightly", "15 3 * * *").wakeMachine(true).build()))),
    LIMITS(user(named(
            "Alma %h \\",
            "alma",
            Duration.ofMinutes(50),
            every("short", 30)
                    .grace(Duration.ZERO)
                    .timeout(Duration.ofMillis(1500))
                    .build(),
            every("each", 60)
                    .catchUp(CatchUp.EACH)
                    .maxCatchUp(3)
                    .spacing(Duration.ZERO)
                    .splay(Duration.ofMinutes(5))
                    .build(),
            every("off", 15).enabled(false).build()))),
    DAYS_THAT_SOME_MONTHS_LACK(user(app(
            "alma",
            cron("month-end", "0 12 31 * *").build(),
            cron("winter-mondays", "0 12 * 12 MON").build()))),
    MORE_THAN_288(user(app(
            "alma",
            every("minute", 1).build(),
            cron("office-hours", "*/5 9-17 * * MON-FRI").build()))),
    NASTY_COMMAND(Deployments.of(
            startable("nasty", "Alma -- & <Söhne> -->", every("heartbeat", 30).build()),
            Scope.USER,
            Deployments.FOLDER,
            List.of(
                    "/opt/a b/ä$x%h/java",
                    "",
                    "a b",
                    ";",
                    "%h",
                    "$HOME",
                    "*",
                    "\"q\" 'q'",
                    "back\\slash",
                    "a & b < c > d",
                    "]]>",
                    "&amp;",
                    "<!-- -->",
                    "Grüße 日本語 🎉")));

    private final Deployment deployment;

    Sample(Deployment deployment) {
        this.deployment = deployment;
    }

    Deployment deployment() {
        return deployment;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
