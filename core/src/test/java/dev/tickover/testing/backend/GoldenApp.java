package dev.tickover.testing.backend;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.cron;
import static dev.tickover.testing.backend.Apps.every;
import static dev.tickover.testing.backend.Apps.launchd;
import static dev.tickover.testing.backend.Apps.named;
import static dev.tickover.testing.backend.Apps.startable;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.LaunchdOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Is the applications whose documents each backend keeps as golden files: the same for all of them. */
public enum GoldenApp {
    HALF_HOUR(app("alma", every("heartbeat", 30).build())),
    ODD_INTERVAL(app("alma", every("seven-minutes", 7).build())),
    SPREAD_INTERVAL(app("alma", every("five-a-day", 288).build())),
    HOURS(app("alma", every("quarter-day", 360).build())),
    WEEKDAYS_ABROAD(app(
            "com.example.alma",
            cron("office", "0 9 * * MON-FRI", "Europe/Paris").build())),
    FIXED_OFFSETS(app(
            "offsets",
            cron("hours-east", "15 3 * * *", "UTC+02:00").build(),
            cron("hours-west", "15 3 * * *", "-05:00").build(),
            cron("half-hour", "15 3 * * *", "+05:30").build(),
            cron("none", "15 3 * * *", "UTC").build())),
    INSIDE_THE_GAP(app("alma", cron("gap", "30 2 * * *").build())),
    DAYS_AND_MONTHS(app("alma", cron("half-year", "30 6 1,15 1-6 *").build())),
    DAY_OR_WEEKDAY(app("alma", cron("unlucky", "0 12 13 * FRI").build())),
    DAYS_THAT_SOME_MONTHS_LACK(app(
            "alma",
            cron("month-end", "0 12 31 * *").build(),
            cron("winter-mondays", "0 12 * 12 MON").build())),
    ACTIVE_HOURS(app(
            "alma",
            every("opens-when-due", 30).active(Apps.hours("08:00", "22:00")).build(),
            every("opens-between", 30).active(Apps.hours("08:10", "22:00")).build(),
            cron("nights-abroad", "0 9 * * MON-FRI", "Europe/Paris")
                    .active(Apps.hours("22:30", "06:00"))
                    .build())),
    MORE_THAN_288(app(
            "alma",
            every("minute", 1).build(),
            cron("office-hours", "*/5 9-17 * * MON-FRI").build())),
    SYSTEM_THAT_WAKES(
            Scope.SYSTEM,
            app(
                    "backup",
                    cron("nightly", "15 3 * * *")
                            .wakeMachine(true)
                            .onBattery(false)
                            .build())),
    USER_THAT_CANNOT_WAKE(
            app("backup", cron("nightly", "15 3 * * *").wakeMachine(true).build())),
    LIMITS(named(
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
            every("off", 15).enabled(false).build())),
    ASKING_LAUNCHD(launchd(
            app(
                    "com.example.alma",
                    every("heartbeat", 30).build(),
                    cron("office", "0 9 * * MON-FRI").build()),
            new LaunchdOptions(Optional.of("com.example.Alma-2"), true))),
    NASTY_COMMAND(
            startable("nasty", "Alma -- & <Söhne> -->", every("heartbeat", 30).build()));

    /** Words that a careless translation loses or changes; control characters, which launchd's refuses, apart. */
    public static final List<String> NASTY_WORDS = List.of(
            "/opt/a b/ä$x%h/java",
            "",
            "a b",
            ";",
            "%h",
            "$HOME",
            "${HOME}",
            "*",
            "\"q\" 'q'",
            "back\\slash",
            "\\",
            "a & b < c > d",
            "]]>",
            "&amp;",
            "<!-- -->",
            "Grüße 日本語 🎉");

    private final Scope scope;
    private final App application;

    GoldenApp(App application) {
        this(Scope.USER, application);
    }

    GoldenApp(Scope scope, App application) {
        this.scope = scope;
        this.application = application;
    }

    /** Returns the application. */
    public App application() {
        return application;
    }

    /** Returns for whom it is installed. */
    public Scope scope() {
        return scope;
    }

    /** Returns the tick client's command, if it is not an ordinary one. */
    public Optional<List<String>> command() {
        return this == NASTY_COMMAND ? Optional.of(NASTY_WORDS) : Optional.empty();
    }

    /** Returns the name of the folder of its golden files. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
