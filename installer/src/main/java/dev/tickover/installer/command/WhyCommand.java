package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.ledger.DueExplanation;
import dev.tickover.installer.ledger.MomentText;
import dev.tickover.installer.ledger.Why;
import dev.tickover.installer.status.HostStatus;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.ExitCode;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import dev.tickover.tick.Machine;
import dev.tickover.tick.Preview;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description =
                "Tells why a schedule did or did not tick at a time: the due instants around it, what each became,"
                        + " and which rule decided.")
final class WhyCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Parameters(index = "1", paramLabel = "SCHEDULE", description = "The schedule's name.")
    private String schedule;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "TIME",
            description = "When, in local time: " + MomentText.EXAMPLES + " (default).")
    private List<String> time = List.of();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    WhyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.find(context.platform().environment(), appId);
        if (folder.exists()) {
            AppArgument.schedule(folder, schedule);
        }
        Instant now = context.platform().clocks().wall();
        ZoneId zone = context.platform().clocks().zone();
        Instant moment = moment(now, zone);
        List<DueExplanation> stories =
                Why.around(folder, schedule, moment, now, zone, ActiveHoursOf.schedule(folder, schedule));
        boolean present = time.isEmpty() || moment.equals(now);
        CurrentDecision standing = present && folder.exists() ? standing(folder, now) : null;
        if (json) {
            context.out().println(Json.text(toJson(stories, moment, standing)));
            return ExitCode.DONE;
        }
        context.out().println(appId + " " + schedule + ", " + TimeText.local(moment, zone));
        if (stories.isEmpty()) {
            context.out().println("  The history knows no due instant of it.");
        }
        ExplanationText text = new ExplanationText(zone, now);
        stories.forEach(story -> text.lines(story).forEach(line -> context.out().println("  " + line)));
        if (standing != null) {
            context.out().println("Now:");
            standing.lines(zone, now).forEach(line -> context.out().println("  " + line));
        }
        return ExitCode.DONE;
    }

    private Instant moment(Instant now, ZoneId zone) {
        try {
            return time.isEmpty() ? now : MomentText.parse(String.join(" ", time), now, zone);
        } catch (IllegalArgumentException malformed) {
            throw new UserException(
                    ExitCode.USAGE,
                    malformed.getMessage(),
                    "for example: tickover why " + appId + " " + schedule + " 10:30");
        }
    }

    private CurrentDecision standing(AppFolder folder, Instant now) throws IOException {
        InstalledApp app = Compiled.app(folder);
        InstalledSchedule installed = Compiled.schedule(folder, schedule);
        ScheduleState stored = new ScheduleStore(folder, schedule).peek();
        Machine machine = context.platform().machine();
        Preview preview = Preview.of(folder, installed, stored == null ? ScheduleState.fresh(now) : stored, machine);
        HostStatus host = HostStatus.ask(folder, machine, app.liveness().staleAfter());
        return new CurrentDecision(installed.schedule(), preview, host);
    }

    private JsonObject toJson(List<DueExplanation> stories, Instant moment, CurrentDecision standing) {
        JsonObject object = new JsonObject();
        object.addProperty("app", appId);
        object.addProperty("schedule", schedule);
        object.addProperty("moment", UtcText.format(moment));
        JsonArray due = new JsonArray();
        stories.forEach(story -> due.add(ExplanationText.toJson(story)));
        object.add("due", due);
        if (standing != null) {
            object.add("now", standing.toJson());
        }
        return object;
    }
}
