package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.doctor.CheckId;
import dev.tickover.installer.doctor.Doctor;
import dev.tickover.installer.doctor.Examination;
import dev.tickover.installer.doctor.ExaminedMachine;
import dev.tickover.installer.doctor.FileFacts;
import dev.tickover.installer.doctor.Finding;
import dev.tickover.installer.doctor.FixResult;
import dev.tickover.installer.doctor.Fixes;
import dev.tickover.installer.doctor.Severity;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.machine.Environment;
import dev.tickover.machine.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description = "Looks for what silently stops ticks on this machine, and says how to mend it; exits 1 if there"
                + " is a problem.")
final class DoctorCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "APP", description = "The application's id; all by default.")
    private String appId;

    @Option(
            names = "--fix",
            paramLabel = "ID",
            description = "Mends what the check of this id finds, and nothing else; says what it did.")
    private String fix;

    @Option(names = "--json", description = "Prints one JSON object, with the checks that found nothing too.")
    private boolean json;

    DoctorCommand(Context context) {
        this.context = context;
    }

    /** Lists the checks, for the end of the help. */
    static String[] footer() {
        List<String> lines = new ArrayList<>(List.of("", "Checks (* those that --fix mends):"));
        for (CheckId check : CheckId.values()) {
            lines.add(String.format("  %-24s%s", check.id() + (check.isFixable() ? " *" : ""), check.what()));
        }
        return lines.toArray(String[]::new);
    }

    @Override
    public Integer call() throws IOException {
        Optional<CheckId> toFix = fix == null ? Optional.empty() : Optional.of(check(fix));
        Environment environment = context.platform().environment();
        ExaminedMachine machine = new ExaminedMachine(
                context.platform(),
                context.backends(),
                context::runtime,
                context.platform().machine().processes(),
                FileFacts.SYSTEM,
                appId == null
                        ? StateFolders.all(environment)
                        : List.of(StateFolders.findInstalled(environment, appId)));
        Examination examination = new Doctor(machine).examine();
        if (toFix.isPresent()) {
            return mend(machine, examination, toFix.get());
        }
        if (json) {
            context.out().println(Json.text(toJson(examination)));
        } else {
            print(examination);
        }
        return examination.count(Severity.PROBLEM) == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static CheckId check(String id) {
        return CheckId.of(id)
                .orElseThrow(() -> new UserException(
                        ExitCode.USAGE, "there is no check " + id, "tickover doctor --help lists them all"));
    }

    private int mend(ExaminedMachine machine, Examination examination, CheckId check) throws IOException {
        JsonArray fixes = new JsonArray();
        // One fix mends all that a check finds of an application.
        Set<Optional<String>> mended = new LinkedHashSet<>();
        for (Finding finding : examination.of(Set.of(check))) {
            if (mended.add(finding.app())) {
                FixResult result = new Fixes(machine).mend(finding);
                fixes.add(toJson(finding, result));
                if (!json) {
                    print(finding, result);
                }
            }
        }
        List<Finding> left =
                mended.isEmpty() ? List.of() : new Doctor(machine).examine().of(Set.of(check));
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("fix", check.id());
            object.add("fixes", fixes);
            object.add("left", findings(left));
            context.out().println(Json.text(object));
        } else if (mended.isEmpty()) {
            context.out().println("Nothing to fix: " + check.id() + " finds nothing.");
        }
        for (Finding finding : left) {
            context.err().println("tickover: " + check.id() + " is still there: " + finding.what());
        }
        return left.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Finding finding, FixResult mended) {
        context.out().println("Mended " + label(finding) + ": " + finding.what());
        mended.done().forEach(step -> context.out().println("  " + step));
        context.out().println("  to undo: " + mended.undo());
    }

    private void print(Examination examination) {
        for (Finding finding : examination.findings()) {
            context.out().println(finding.check().severity().word() + " " + label(finding) + ": " + finding.what());
            context.out().println("  to mend: " + finding.mend());
        }
        context.out()
                .println(counted(examination.count(Severity.PROBLEM), "problem") + ", "
                        + counted(examination.count(Severity.WARNING), "warning") + ", "
                        + counted(examination.count(Severity.NOTE), "note") + "; "
                        + counted(examination.well().size(), "check") + " found nothing.");
    }

    private static String label(Finding finding) {
        return finding.check().id() + finding.app().map(app -> " (" + app + ")").orElse("");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static JsonObject toJson(Examination examination) {
        JsonObject object = new JsonObject();
        for (Severity severity : List.of(Severity.PROBLEM, Severity.WARNING, Severity.NOTE)) {
            object.addProperty(severity.word() + "s", examination.count(severity));
        }
        JsonArray checks = findings(examination.findings());
        for (CheckId check : examination.well()) {
            JsonObject well = new JsonObject();
            well.addProperty("id", check.id());
            well.addProperty("severity", Severity.OK.word());
            checks.add(well);
        }
        object.add("checks", checks);
        return object;
    }

    private static JsonArray findings(List<Finding> findings) {
        JsonArray array = new JsonArray();
        for (Finding finding : findings) {
            JsonObject object = new JsonObject();
            object.addProperty("id", finding.check().id());
            object.addProperty("severity", finding.check().severity().word());
            object.addProperty("app", finding.app().orElse(null));
            object.addProperty("found", finding.what());
            object.addProperty("mend", finding.mend());
            object.addProperty("fixable", finding.check().isFixable());
            array.add(object);
        }
        return array;
    }

    private static JsonObject toJson(Finding finding, FixResult mended) {
        JsonObject object = new JsonObject();
        object.addProperty("app", finding.app().orElse(null));
        object.addProperty("found", finding.what());
        object.add("done", Json.array(mended.done()));
        object.addProperty("undo", mended.undo());
        return object;
    }
}
