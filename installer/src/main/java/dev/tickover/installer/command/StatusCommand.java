package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.runtime.RuntimeRecord;
import dev.tickover.installer.status.AppStatus;
import dev.tickover.installer.status.HostStatus;
import dev.tickover.installer.status.RecordedTick;
import dev.tickover.installer.status.ScheduleStatus;
import dev.tickover.installer.status.StatusReader;
import dev.tickover.installer.status.TimeText;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.Lease;
import dev.tickover.state.Standbys;
import dev.tickover.tick.HostReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Tells how applications, their hosts and their schedules stand.")
final class StatusCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "APP", description = "The application's id; all by default.")
    private String appId;

    @Option(names = "--json", description = "Prints one JSON object for each application, a line each.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<AppFolder> folders = appId == null
                ? StateFolders.all(context.platform().environment())
                : List.of(StateFolders.findInstalled(context.platform().environment(), appId));
        if (folders.isEmpty() && !json) {
            context.out().println("No application is installed.");
        }
        return Damaged.passOver(context, folders, this::tell);
    }

    private void tell(AppFolder folder) throws IOException {
        InstalledApp app = Compiled.app(folder);
        AppStatus status = new StatusReader(
                        context.platform(), context.backends().named(app.backend()), context.runtime(app.scope()))
                .read(folder);
        if (json) {
            context.out().println(Json.text(toJson(status)));
        } else {
            print(status);
        }
    }

    private void print(AppStatus status) {
        InstalledApp app = status.app();
        Instant now = context.platform().clocks().wall();
        context.out()
                .println(app.id() + app.name().map(name -> " (" + name + ")").orElse(""));
        context.out().println("  host      " + hostText(status.host()));
        for (Standbys.Entry standby : status.host().standbys()) {
            context.out()
                    .println("  standby   process " + standby.process().pid() + ", for "
                            + TimeText.length(Duration.between(standby.since(), now)));
        }
        context.out()
                .println("  installed " + Names.of(app.scope()) + " scope, " + app.backend() + ", from "
                        + app.manifest());
        context.out().println("  runtime   " + runtimeText(app));
        Table table = new Table().row("SCHEDULE", "WHEN", "NEXT DUE", "LAST TICK", "OWED", "MISSED 24H", "ENTRY");
        for (ScheduleStatus schedule : status.schedules()) {
            table.row(
                    schedule.name(),
                    schedule.recurrence(),
                    nextText(schedule, now),
                    lastText(schedule, now),
                    schedule.owed() + (schedule.wakes() > 0 ? " + wake" : ""),
                    Long.toString(schedule.missed24h()),
                    schedule.entry());
        }
        table.print(context.out(), "  ");
        for (ScheduleStatus schedule : status.schedules()) {
            if (!schedule.entryWhy().isEmpty()) {
                context.out().println("  " + schedule.name() + ": " + schedule.entryWhy());
            }
            schedule.lastTick()
                    .filter(last -> !last.why().isEmpty())
                    .ifPresent(last -> context.out()
                            .println("  " + schedule.name() + ": last tick " + last.outcome() + ": " + last.why()));
        }
    }

    private static String runtimeText(InstalledApp app) {
        Path folder = Path.of(app.runtime());
        String mend = "; mend it with: tickover install " + app.manifest();
        return RuntimeRecord.read(folder)
                .map(record -> record.text()
                        + record.problem(folder)
                                .map(problem -> "; " + problem + mend)
                                .orElse(""))
                .orElse("gone: " + folder + mend);
    }

    private static JsonObject runtimeJson(InstalledApp app) {
        Path folder = Path.of(app.runtime());
        Optional<RuntimeRecord> record = RuntimeRecord.read(folder);
        JsonObject object = new JsonObject();
        object.addProperty("folder", folder.toString());
        object.addProperty(
                "kind",
                record.map(known -> known.rung().name().toLowerCase(Locale.ROOT))
                        .orElse("gone"));
        object.addProperty("java", record.map(RuntimeRecord::javaVersion).orElse(null));
        object.addProperty("why", record.map(RuntimeRecord::why).orElse(""));
        object.addProperty(
                "problem",
                record.isEmpty() ? "it is gone" : record.get().problem(folder).orElse(null));
        return object;
    }

    private static String hostText(HostStatus host) {
        String text = Names.of(host.state());
        boolean alive = host.state() != HostReport.State.ABSENT && host.state() != HostReport.State.CRASHED;
        if (alive) {
            text += host.lease()
                    .map(lease -> ", process " + lease.process().pid() + ", generation " + lease.generation())
                    .orElse("");
        }
        return host.why().isEmpty() ? text : text + ": " + host.why();
    }

    private static String nextText(ScheduleStatus schedule, Instant now) {
        if (!schedule.enabled()) {
            return "not enabled";
        }
        if (schedule.paused().isPresent()) {
            Instant until = schedule.paused().get();
            return until.equals(Instant.MAX) ? "paused" : "paused, resumes " + TimeText.distance(until, now);
        }
        return schedule.nextDue().map(due -> TimeText.distance(due, now)).orElse("never");
    }

    private static String lastText(ScheduleStatus schedule, Instant now) {
        return schedule.lastTick()
                .map(last -> TimeText.distance(last.start().at(), now) + ", "
                        + last.start().tick().reason() + ", " + last.outcome()
                        + (last.start().late().toSeconds() >= 1
                                ? ", " + TimeText.length(last.start().late()) + " late"
                                : ""))
                .orElse("-");
    }

    private static JsonObject toJson(AppStatus status) {
        JsonObject object = new JsonObject();
        object.addProperty("app", status.app().id());
        object.addProperty("scope", Names.of(status.app().scope()));
        object.addProperty("backend", status.app().backend());
        JsonObject host = new JsonObject();
        host.addProperty("state", Names.of(status.host().state()));
        host.addProperty(
                "pid", status.host().lease().map(lease -> lease.process().pid()).orElse(null));
        host.addProperty(
                "generation", status.host().lease().map(Lease::generation).orElse(null));
        host.addProperty("why", status.host().why());
        JsonArray standbys = new JsonArray();
        status.host().standbys().forEach(standby -> standbys.add(toJson(standby)));
        host.add("standbys", standbys);
        object.add("host", host);
        object.add("runtime", runtimeJson(status.app()));
        JsonArray schedules = new JsonArray();
        for (ScheduleStatus schedule : status.schedules()) {
            schedules.add(toJson(schedule));
        }
        object.add("schedules", schedules);
        return object;
    }

    private static JsonObject toJson(Standbys.Entry standby) {
        JsonObject object = new JsonObject();
        object.addProperty("pid", standby.process().pid());
        object.addProperty("since", UtcText.format(standby.since()));
        return object;
    }

    private static JsonObject toJson(ScheduleStatus schedule) {
        JsonObject object = new JsonObject();
        object.addProperty("name", schedule.name());
        object.addProperty("recurrence", schedule.recurrence());
        object.addProperty("nextDue", schedule.nextDue().map(UtcText::format).orElse(null));
        object.add(
                "lastTick",
                schedule.lastTick().isPresent() ? toJson(schedule.lastTick().get()) : JsonNull.INSTANCE);
        object.addProperty("owed", schedule.owed());
        object.addProperty("wakes", schedule.wakes());
        object.addProperty("missed24h", schedule.missed24h());
        object.addProperty("entry", schedule.entry());
        object.addProperty("entryWhy", schedule.entryWhy());
        object.addProperty(
                "entryNext", schedule.entryNext().map(UtcText::format).orElse(null));
        object.addProperty("enabled", schedule.enabled());
        object.addProperty("paused", schedule.paused().isPresent());
        object.addProperty(
                "pausedUntil",
                schedule.paused()
                        .filter(until -> !until.equals(Instant.MAX))
                        .map(UtcText::format)
                        .orElse(null));
        return object;
    }

    private static JsonObject toJson(RecordedTick last) {
        HistoryEvent.Fired start = last.start();
        JsonObject object = new JsonObject();
        object.addProperty("at", UtcText.format(start.at()));
        object.addProperty("due", UtcText.format(start.tick().due()));
        object.addProperty("id", start.tick().id());
        object.addProperty("reason", start.tick().reason());
        object.addProperty("outcome", last.outcome());
        object.addProperty("why", last.why());
        object.addProperty("lateMs", start.late().toMillis());
        return object;
    }
}
