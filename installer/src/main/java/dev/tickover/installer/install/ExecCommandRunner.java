package dev.tickover.installer.install;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;
import org.apache.commons.exec.environment.EnvironmentUtils;

/** Runs commands for real, by Commons Exec: directly, with nothing on their standard input. */
public final class ExecCommandRunner implements CommandRunner {

    /** Makes a runner. */
    public ExecCommandRunner() {}

    @Override
    public CommandResult run(Command command) {
        CommandLine line = new CommandLine(command.arguments().get(0));
        for (String argument :
                command.arguments().subList(1, command.arguments().size())) {
            line.addArgument(argument, false);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(out, err, new ByteArrayInputStream(new byte[0])))
                .get();
        ExecuteWatchdog watchdog =
                ExecuteWatchdog.builder().setTimeout(command.timeout()).get();
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        try {
            Map<String, String> environment = EnvironmentUtils.getProcEnvironment();
            environment.putAll(command.environment());
            int code = executor.execute(line, environment);
            return watchdog.killedProcess()
                    ? new CommandResult.TimedOut(text(out), text(err))
                    : new CommandResult.Exited(code, text(out), text(err));
        } catch (IOException cannotStart) {
            return watchdog.killedProcess()
                    ? new CommandResult.TimedOut(text(out), text(err))
                    : new CommandResult.CannotStart(String.valueOf(cannotStart.getMessage()));
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
