package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.conformance.CheckResult;
import dev.tickover.installer.conformance.ConformanceCheck;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.machine.ExitCode;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check-host",
        description =
                "Plays the protocol against the running host and prints what it gets wrong. Runs no real work. At the"
                        + " end it asks a host without work in hand to hand over.")
final class CheckHostCommand implements Callable<Integer> {

    private static final long PATIENCE_MS = 5_000;

    private final Context context;

    @Parameters(paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Option(names = "--json", description = "Prints one JSON object: app, right, checks.")
    private boolean json;

    CheckHostCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.findInstalled(context.platform().environment(), appId);
        LeaseStore leases = new LeaseStore(folder, context.platform().machine().processes());
        Lease lease = leases.read();
        if (!leases.isHeld(lease)) {
            throw new UserException(
                    ExitCode.FAILED, "no host of " + appId + " is attached", "start it, and have it attach");
        }
        List<CheckResult> findings = new ConformanceCheck(appId, lease, leases::read, PATIENCE_MS).run();
        boolean right = findings.stream().allMatch(CheckResult::isRight);
        if (json) {
            context.out().println(Json.text(toJson(findings, right)));
        } else {
            print(findings, right);
        }
        return right ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(List<CheckResult> findings, boolean right) {
        for (CheckResult finding : findings) {
            context.out().println((finding.isRight() ? "ok     " : "WRONG  ") + finding.check());
            if (!finding.isRight()) {
                context.out().println("       " + finding.problem());
            }
        }
        context.out().println(right ? "The host speaks the protocol." : "The protocol: docs/protocol.md");
    }

    private JsonObject toJson(List<CheckResult> findings, boolean right) {
        JsonObject object = new JsonObject();
        object.addProperty("app", appId);
        object.addProperty("right", right);
        JsonArray checks = new JsonArray();
        for (CheckResult finding : findings) {
            JsonObject check = new JsonObject();
            check.addProperty("check", finding.check());
            check.addProperty("right", finding.isRight());
            check.addProperty("problem", finding.problem());
            checks.add(check);
        }
        object.add("checks", checks);
        return object;
    }
}
