package dev.tickover.state;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a compiled application and its schedules into fields and back. */
final class CompiledText {

    static final String APP_FORMAT = "tickover-app 1";
    static final String SCHEDULE_FORMAT = "tickover-schedule 1";

    private CompiledText() {}

    static Fields write(InstalledApp app) {
        Fields fields = new Fields()
                .put("id", app.id())
                .put("start", app.start())
                .put("launcher", app.launcher())
                .put("staleAfter", app.liveness().staleAfter())
                .put("onHung", app.liveness().onHung().name())
                .put("notify", app.liveness().notifyCommand())
                .put("sweep", app.liveness().sweep())
                .put("schedules", app.schedules())
                .put("scope", app.scope().name())
                .put("backend", app.backend())
                .put("runtime", app.runtime())
                .put("installedAt", app.installedAt())
                .put("manifest", app.manifest());
        if (app.name().isPresent()) {
            fields.put("name", app.name().get());
        }
        if (app.launchd().bundleId().isPresent()) {
            fields.put("bundleId", app.launchd().bundleId().get());
        }
        if (app.launchd().startInterval()) {
            fields.put("startInterval", "true");
        }
        if (app.logs().isPresent()) {
            fields.put("logs", app.logs().get());
        }
        for (String entry : entries(app.schedules())) {
            if (app.kicks().containsKey(entry)) {
                fields.put("kick." + entry, app.kicks().get(entry));
            }
        }
        return fields;
    }

    static InstalledApp readApp(Fields fields) throws DamagedException {
        try {
            return new InstalledApp(
                    fields.text("id"),
                    optional(fields, "name"),
                    fields.list("start"),
                    fields.list("launcher"),
                    new Liveness(
                            fields.duration("staleAfter"),
                            fields.choice("onHung", OnHung.values()),
                            fields.list("notify"),
                            fields.duration("sweep")),
                    fields.list("schedules"),
                    fields.choice("scope", Scope.values()),
                    fields.text("backend"),
                    fields.text("runtime"),
                    fields.instant("installedAt"),
                    fields.text("manifest"),
                    kicks(fields),
                    launchd(fields),
                    optional(fields, "logs"));
        } catch (IllegalArgumentException malformed) {
            throw new DamagedException(malformed.getMessage());
        }
    }

    private static LaunchdOptions launchd(Fields fields) throws DamagedException {
        return fields.has("bundleId") || fields.has("startInterval")
                ? new LaunchdOptions(optional(fields, "bundleId"), fields.has("startInterval"))
                : LaunchdOptions.NONE;
    }

    private static Optional<String> optional(Fields fields, String key) throws DamagedException {
        return fields.has(key) ? Optional.of(fields.text(key)) : Optional.empty();
    }

    /** Empty where an earlier version wrote the file. */
    private static Map<String, List<String>> kicks(Fields fields) throws DamagedException {
        Map<String, List<String>> kicks = new HashMap<>();
        for (String entry : entries(fields.list("schedules"))) {
            if (fields.has("kick." + entry)) {
                kicks.put(entry, fields.list("kick." + entry));
            }
        }
        return kicks;
    }

    private static List<String> entries(List<String> schedules) {
        List<String> entries = new ArrayList<>(schedules);
        entries.add(Schedule.SWEEP);
        return entries;
    }

    static Fields write(InstalledSchedule installed) {
        Schedule schedule = installed.schedule();
        Fields fields = new Fields().put("app", installed.appId()).put("name", schedule.name());
        if (schedule.recurrence() instanceof Every) {
            Every every = (Every) schedule.recurrence();
            fields.put("every", every.interval());
            if (every.anchor().isPresent()) {
                fields.put("anchor", every.anchor().get());
            }
        } else {
            Cron cron = (Cron) schedule.recurrence();
            fields.put("cron", cron.expression())
                    .put("dstGap", cron.dstGap().name())
                    .put("dstOverlap", cron.dstOverlap().name());
            if (cron.zone().isPresent()) {
                fields.put("zone", cron.zone().get().getId());
            }
        }
        fields.put("offset", installed.offset())
                .put("first", schedule.first().name())
                .put("catchUp", schedule.catchUp().name())
                .put("maxCatchUp", schedule.maxCatchUp())
                .put("spacing", schedule.spacing())
                .put("overlap", schedule.overlap().name())
                .put("splay", schedule.splay())
                .put("grace", schedule.grace())
                .put("timeout", schedule.timeout())
                .put("whenAbsent", schedule.whenAbsent().name())
                .put("retry", schedule.retry().max())
                .put("retry.backoff", schedule.retry().backoff())
                .put("retry.maxBackoff", schedule.retry().maxBackoff())
                .put("onBattery", String.valueOf(schedule.onBattery()))
                .put("wakeMachine", String.valueOf(schedule.wakeMachine()))
                .put("enabled", String.valueOf(schedule.enabled()))
                .put("run", schedule.run());
        if (schedule.catchUpWindow().isPresent()) {
            fields.put("catchUpWindow", schedule.catchUpWindow().get());
        }
        if (schedule.active().isPresent()) {
            ActiveHours active = schedule.active().get();
            fields.put("active.from", active.from().toSecondOfDay())
                    .put("active.until", active.until().toSecondOfDay());
        }
        return fields;
    }

    static InstalledSchedule readSchedule(Fields fields) throws DamagedException {
        try {
            Schedule.Builder schedule = Schedule.of(fields.text("name"), recurrence(fields))
                    .first(fields.choice("first", First.values()))
                    .catchUp(fields.choice("catchUp", CatchUp.values()))
                    .maxCatchUp(fields.count("maxCatchUp"))
                    .spacing(fields.duration("spacing"))
                    .overlap(fields.choice("overlap", Overlap.values()))
                    .splay(fields.duration("splay"))
                    .grace(fields.duration("grace"))
                    .timeout(fields.duration("timeout"))
                    .whenAbsent(fields.choice("whenAbsent", WhenAbsent.values()))
                    .retry(new Retry(
                            fields.count("retry"),
                            fields.duration("retry.backoff"),
                            fields.duration("retry.maxBackoff")))
                    .onBattery(fields.text("onBattery").equals("true"))
                    .wakeMachine(fields.text("wakeMachine").equals("true"))
                    .enabled(fields.text("enabled").equals("true"))
                    .run(fields.list("run"));
            if (fields.has("catchUpWindow")) {
                schedule.catchUpWindow(fields.duration("catchUpWindow"));
            }
            if (fields.has("active.from")) {
                schedule.active(new ActiveHours(
                        LocalTime.ofSecondOfDay(fields.number("active.from")),
                        LocalTime.ofSecondOfDay(fields.number("active.until"))));
            }
            return new InstalledSchedule(fields.text("app"), schedule.build(), fields.duration("offset"));
        } catch (RuntimeException malformed) {
            throw new DamagedException(malformed.getMessage());
        }
    }

    private static Recurrence recurrence(Fields fields) throws DamagedException {
        if (fields.has("every")) {
            return new Every(fields.duration("every"), fields.optionalInstant("anchor"));
        }
        return new Cron(
                fields.text("cron"),
                fields.has("zone") ? Optional.of(ZoneId.of(fields.text("zone"))) : Optional.empty(),
                fields.choice("dstGap", DstGap.values()),
                fields.choice("dstOverlap", DstOverlap.values()));
    }
}
