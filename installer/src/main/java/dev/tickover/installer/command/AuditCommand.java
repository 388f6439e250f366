package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.ledger.AuditProblem;
import dev.tickover.installer.ledger.Auditor;
import dev.tickover.installer.ledger.DueOutcome;
import dev.tickover.installer.ledger.ScheduleAudit;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        description = "Proves from the files that every due instant is accounted for exactly once; exits 1 and lists"
                + " those that are not.")
final class AuditCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCHEDULE", description = "One schedule; all by default.")
    private String schedule;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    AuditCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.find(context.platform().environment(), appId);
        List<ScheduleAudit> audits = new Auditor(folder)
                .audit(
                        Optional.ofNullable(schedule),
                        context.platform().clocks().wall());
        if (audits.isEmpty()) {
            throw new UserException(
                    ExitCode.FAILED,
                    schedule == null ? appId + " has no history yet" : appId + " has no history of " + schedule,
                    "its schedules are told by: tickover status " + appId);
        }
        boolean clean = audits.stream().allMatch(ScheduleAudit::isClean);
        if (json) {
            context.out().println(Json.text(toJson(audits, clean)));
        } else {
            audits.forEach(this::print);
        }
        return clean ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(ScheduleAudit audit) {
        StringBuilder line = new StringBuilder(appId).append(' ').append(audit.schedule());
        line.append(audit.isClean() ? ": whole" : ": NOT whole, " + faults(audit.problemCount()));
        if (audit.since().isPresent() && audit.through().isPresent()) {
            line.append(", from ").append(local(audit.since().get()));
            line.append(" through ").append(local(audit.through().get()));
        }
        context.out().println(line);
        StringBuilder counts = new StringBuilder(" ");
        for (DueOutcome ending : DueOutcome.values()) {
            counts.append(' ')
                    .append(ending.word())
                    .append(' ')
                    .append(audit.counts().getOrDefault(ending, 0L));
        }
        context.out().println(counts);
        for (AuditProblem problem : audit.problems()) {
            context.out().println("  " + text(problem));
        }
        if (audit.problemCount() > audit.problems().size()) {
            context.out()
                    .println("  and " + (audit.problemCount() - audit.problems().size()) + " more");
        }
    }

    private static String faults(long count) {
        return count == 1 ? "1 fault" : count + " faults";
    }

    private String text(AuditProblem problem) {
        String when = local(problem.from())
                + (problem.through().equals(problem.from()) ? "" : " through " + local(problem.through()));
        String count = problem.count() > 1 ? " (" + problem.count() + " due instants)" : "";
        return problem.kind().word() + "  " + when + count + ": " + problem.what();
    }

    private String local(Instant instant) {
        ZoneId zone = context.platform().clocks().zone();
        return TimeText.local(instant, zone);
    }

    private JsonObject toJson(List<ScheduleAudit> audits, boolean clean) {
        JsonObject object = new JsonObject();
        object.addProperty("app", appId);
        object.addProperty("clean", clean);
        JsonArray schedules = new JsonArray();
        for (ScheduleAudit audit : audits) {
            schedules.add(toJson(audit));
        }
        object.add("schedules", schedules);
        return object;
    }

    private static JsonObject toJson(ScheduleAudit audit) {
        JsonObject object = new JsonObject();
        object.addProperty("name", audit.schedule());
        object.addProperty("clean", audit.isClean());
        object.addProperty("since", audit.since().map(UtcText::format).orElse(null));
        object.addProperty("through", audit.through().map(UtcText::format).orElse(null));
        for (DueOutcome ending : DueOutcome.values()) {
            object.addProperty(ending.word(), audit.counts().getOrDefault(ending, 0L));
        }
        object.addProperty("problemCount", audit.problemCount());
        JsonArray problems = new JsonArray();
        for (AuditProblem problem : audit.problems()) {
            JsonObject one = new JsonObject();
            one.addProperty("kind", problem.kind().word());
            one.addProperty("from", UtcText.format(problem.from()));
            one.addProperty("through", UtcText.format(problem.through()));
            one.addProperty("count", problem.count());
            one.addProperty("what", problem.what());
            problems.add(one);
        }
        object.add("problems", problems);
        return object;
    }
}
