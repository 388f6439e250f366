package dev.tickover.testing.backend;

import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Makes applications and schedules for the tests of backends. */
public final class Apps {

    private Apps() {}

    /** Makes an application of an id alone. */
    public static App app(String id, Schedule... schedules) {
        return new App(id, Optional.empty(), List.of(), Liveness.DEFAULT, List.of(schedules));
    }

    /** Makes an application with a name for people and a sweep of its own. */
    public static App named(String name, String id, Duration sweep, Schedule... schedules) {
        Liveness liveness = new Liveness(Duration.ofSeconds(120), OnHung.REPORT, List.of(), sweep);
        return new App(id, Optional.of(name), List.of(), liveness, List.of(schedules));
    }

    /** Makes an application with a name for people that can be started. */
    public static App startable(String id, String name, Schedule... schedules) {
        List<String> start = List.of("/Applications/Alma.app/Contents/MacOS/Alma", "--background");
        return new App(id, Optional.of(name), start, Liveness.DEFAULT, List.of(schedules));
    }

    /** Lets an application ask something of launchd alone. */
    public static App launchd(App app, LaunchdOptions options) {
        return new App(app.id(), app.name(), app.start(), app.liveness(), app.schedules(), options);
    }

    /** Begins a schedule that is due every so many minutes. */
    public static Schedule.Builder every(String name, int minutes) {
        return Schedule.of(name, new Every(Duration.ofMinutes(minutes), Optional.empty()));
    }

    /** Begins a schedule by the calendar, in the machine's zone or a named one. */
    public static Schedule.Builder cron(String name, String expression, String... zone) {
        Optional<ZoneId> named = zone.length == 0 ? Optional.empty() : Optional.of(ZoneId.of(zone[0]));
        return Schedule.of(name, new Cron(expression, named, DstGap.SHIFT, DstOverlap.FIRST));
    }

    /** Names active hours by their ends. */
    public static ActiveHours hours(String from, String until) {
        return new ActiveHours(LocalTime.parse(from), LocalTime.parse(until));
    }
}
