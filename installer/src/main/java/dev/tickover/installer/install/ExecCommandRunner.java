package dev.tickover.installer.install;

import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;
import org.apache.commons.exec.Watchdog;
import org.apache.commons.exec.environment.EnvironmentUtils;

/** Runs commands for real, by Commons Exec: directly, with nothing on their standard input. */
public final class ExecCommandRunner implements CommandRunner {

    /** How long output is waited for once the command has ended: what it left behind may hold the streams for ever. */
    private static final Duration STREAMS_WITHIN = Duration.ofSeconds(2);

    /** Makes a runner. */
    public ExecCommandRunner() {}

    @Override
    public CommandResult run(Command command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PumpStreamHandler streams = new PumpStreamHandler(out, err, new ByteArrayInputStream(new byte[0]));
        streams.setStopTimeout(STREAMS_WITHIN);
        TreeWatchdog watchdog = new TreeWatchdog(command.timeout());
        DefaultExecutor executor =
                DefaultExecutor.builder().setExecuteStreamHandler(streams).get();
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        try {
            Map<String, String> environment = EnvironmentUtils.getProcEnvironment();
            environment.putAll(command.environment());
            executor.execute(line(command.arguments()), environment);
            return watchdog.result(out, err);
        } catch (IOException failed) {
            return watchdog.child == null || watchdog.child.isAlive()
                    ? new CommandResult.CannotStart(String.valueOf(failed.getMessage()))
                    : watchdog.result(out, err);
        }
    }

    /** Given as they are, arguments would lose blanks at their ends; what a placeholder stands for does not. */
    private static CommandLine line(List<String> arguments) {
        CommandLine line = new CommandLine(arguments.get(0));
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.size(); i++) {
            values.put("argument" + i, arguments.get(i));
            line.addArgument("${argument" + i + "}", false);
        }
        line.setSubstitutionMap(values);
        return line;
    }

    /** Ends a command that takes too long together with all that it has started. */
    private static final class TreeWatchdog extends ExecuteWatchdog {

        private volatile Process child;
        private volatile boolean timedOut;

        @SuppressWarnings("deprecation") // the builder makes no subclass
        TreeWatchdog(Duration timeout) {
            super(timeout.toMillis());
        }

        @Override
        public synchronized void start(Process process) {
            child = process;
            super.start(process);
        }

        @Override
        public synchronized void timeoutOccured(Watchdog watchdog) {
            try {
                if (child.isAlive()) {
                    timedOut = true;
                    ChildProcess.end(child);
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } finally {
                super.timeoutOccured(watchdog);
            }
        }

        CommandResult result(ByteArrayOutputStream out, ByteArrayOutputStream err) {
            if (timedOut) {
                return new CommandResult.TimedOut(text(out), text(err));
            }
            return new CommandResult.Exited(child.exitValue(), text(out), text(err));
        }

        private static String text(ByteArrayOutputStream bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
