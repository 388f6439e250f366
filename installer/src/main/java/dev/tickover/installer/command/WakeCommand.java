package dev.tickover.installer.command;

import com.google.gson.JsonObject;
import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanExecutor;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.StepFailedException;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ExitCode;
import dev.tickover.policy.Step;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import dev.tickover.tick.TickClient;
import dev.tickover.tick.WakeRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "wake",
        description = "Asks for a tick outside the recurrence, through the same rules, and waits for its end.")
final class WakeCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Parameters(index = "1", paramLabel = "SCHEDULE", description = "The schedule's name.")
    private String schedule;

    @Option(names = "--reason", paramLabel = "R", description = "Why, for the handler and the history.")
    private String reason = Wake.MANUAL;

    @Option(names = "--json", description = "Prints one JSON object: decision, until, why.")
    private boolean json;

    WakeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.findInstalled(context.platform().environment(), appId);
        AppArgument.schedule(folder, schedule);
        Machine machine = context.platform().machine();
        Optional<Reason> refusal;
        try {
            refusal = WakeRequest.accept(folder, schedule, reason, machine);
        } catch (IllegalArgumentException malformed) {
            throw new UserException(ExitCode.USAGE, malformed.getMessage(), "for example: --reason exec-event");
        }
        if (refusal.isPresent()) {
            return tell("skip", null, refusal.get().text(), ExitCode.DONE);
        }
        Step step = SchedulePulse.extra(
                        folder, schedule, machine, new SocketDelivery(folder, machine, Protocol.ANSWER_MS), null)
                .step();
        return tell(folder, machine, step);
    }

    private int tell(AppFolder folder, Machine machine, Step step) throws IOException {
        if (step instanceof Step.Deferred deferred) {
            haveItServed(folder, machine, deferred.until());
            return tell(
                    "defer", UtcText.format(deferred.until()), deferred.why().text(), ExitCode.DONE);
        }
        if (!(step instanceof Step.Ticked ticked)) {
            return tell("defer", null, step.why().text(), ExitCode.DONE);
        }
        if (ticked.outcome() instanceof Outcome.Failed failed) {
            return tell("run", null, "failed: " + failed.message(), ExitCode.FAILED);
        }
        if (ticked.outcome() instanceof Outcome.Undelivered undelivered) {
            return tell("defer", null, undelivered.reason().text(), ExitCode.TRY_LATER);
        }
        if (ticked.outcome() instanceof Outcome.Lost lost) {
            return tell("defer", null, lost.reason().text(), ExitCode.TRY_LATER);
        }
        return tell("run", null, ticked.why().text(), ExitCode.DONE);
    }

    /**
     * Sees to it that what is deferred is served when its time has come, and not only by the next pulse: a host sets its
     * own timer; a command has none, so its OS entry is pulsed, whose tick client waits for a time so near.
     */
    private void haveItServed(AppFolder folder, Machine machine, Instant until) throws IOException {
        boolean soon = Duration.between(machine.clocks().wall(), until).compareTo(TickClient.OLDEST) < 0;
        if (!Compiled.schedule(folder, schedule).schedule().isCommand()) {
            haveHostLook(folder, machine);
        } else if (soon) {
            kick(folder);
        }
    }

    private void kick(AppFolder folder) throws IOException {
        InstalledApp app = Compiled.app(folder);
        Optional<Backend> backend = context.backends().named(app.backend());
        if (backend.isEmpty()) {
            return;
        }
        PlanStep kick = backend.get()
                .kick(
                        new AppAddress(app.id(), app.scope()),
                        schedule,
                        context.platform().environment());
        try {
            new PlanExecutor(context.platform().runner(), step -> {}).apply(new Plan(List.of(kick)));
        } catch (StepFailedException failed) {
            context.err().println("note: " + failed.getMessage() + "; the next pulse serves the wake");
        }
    }

    /** A host that is away finds it when it attaches. */
    private void haveHostLook(AppFolder folder, Machine machine) throws IOException {
        LeaseStore leases = new LeaseStore(folder, machine.processes());
        Lease lease = leases.read();
        if (!leases.isHeld(lease)) {
            return;
        }
        try (HostConnection connection = HostConnection.open(lease.socket(), Protocol.ANSWER_MS)) {
            JsonLine look = new JsonLine()
                    .put("v", Protocol.VERSION)
                    .put(Protocol.OP, Protocol.LOOK)
                    .put("schedule", schedule);
            connection.send(look, Protocol.ANSWER_MS);
            connection.receive(Protocol.ANSWER_MS);
        } catch (IOException silent) {
            context.err().println("note: the host does not answer; the next pulse serves the wake");
        }
    }

    private int tell(String decision, String until, String why, int code) {
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("decision", decision);
            object.addProperty("until", until);
            object.addProperty("why", why);
            context.out().println(Json.text(object));
        } else {
            String word = switch (decision) {
                case "run" -> "ran";
                case "skip" -> "skipped";
                default -> until == null ? "deferred" : "deferred until " + until;
            };
            context.out().println(word + ": " + why);
        }
        return code;
    }
}
