package dev.tickover.tick;

import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.CommandResult;
import dev.tickover.policy.Readiness;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.InstalledSchedule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs a schedule's own command. The command finds the tick in its environment: {@code TICKOVER_ID}, {@code
 * TICKOVER_DUE}, {@code TICKOVER_REASON}, {@code TICKOVER_MISSED} and {@code TICKOVER_ATTEMPT}.
 */
final class CommandDelivery implements Delivery {

    @Override
    public Readiness readiness() {
        return Readiness.READY;
    }

    @Override
    public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TICKOVER_APP", schedule.appId());
        environment.put("TICKOVER_SCHEDULE", schedule.schedule().name());
        environment.put("TICKOVER_ID", tick.id());
        environment.put("TICKOVER_DUE", UtcText.format(tick.due()));
        environment.put("TICKOVER_REASON", tick.reason());
        environment.put("TICKOVER_MISSED", Integer.toString(tick.missed()));
        environment.put("TICKOVER_ATTEMPT", Integer.toString(tick.attempt()));
        CommandResult result = ChildProcess.run(
                schedule.schedule().run(),
                environment,
                schedule.schedule().timeout().toMillis(),
                accepted);
        if (result instanceof CommandResult.Exited) {
            int code = ((CommandResult.Exited) result).code();
            return code == 0 ? new Outcome.Done() : new Outcome.Failed("exit code " + code);
        }
        if (result instanceof CommandResult.TimedOut) {
            return new Outcome.Failed("ended after its timeout of "
                    + schedule.schedule().timeout().toSeconds() + " s");
        }
        return new Outcome.Failed(result.summary());
    }
}
