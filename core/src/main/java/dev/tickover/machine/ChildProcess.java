package dev.tickover.machine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program as a child that shares this process's standard streams, so that its output goes where ours goes. */
public final class ChildProcess {

    private static final long FIRMLY_AFTER_MS = 5_000;

    private ChildProcess() {}

    /**
     * Runs a program to its end, or to its time-out: then it is asked to end, and five seconds later made to, with the
     * processes it started.
     *
     * @param arguments the program and its arguments
     * @param environment variables set beside those of this process
     * @param timeoutMs the longest it may take, in milliseconds
     * @param started is run once the program runs
     * @return how it ended; outputs are empty
     */
    public static CommandResult run(
            List<String> arguments, Map<String, String> environment, long timeoutMs, Runnable started) {
        ProcessBuilder builder = new ProcessBuilder(arguments).inheritIO();
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File(nullDevice())));
        builder.environment().putAll(environment);
        return run(builder, timeoutMs, started);
    }

    /**
     * Runs a program to its end as {@link #run(List, Map, long, Runnable)} does, its output thrown away.
     *
     * @param arguments the program and its arguments
     * @param environment variables set beside those of this process
     * @param timeoutMs the longest it may take, in milliseconds
     * @return how it ended; outputs are empty
     */
    public static CommandResult runQuietly(List<String> arguments, Map<String, String> environment, long timeoutMs) {
        ProcessBuilder builder = silent(arguments);
        builder.environment().putAll(environment);
        return run(builder, timeoutMs, () -> {});
    }

    private static CommandResult run(ProcessBuilder builder, long timeoutMs, Runnable started) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException | RuntimeException cannotStart) {
            return new CommandResult.CannotStart(String.valueOf(cannotStart.getMessage()));
        }
        started.run();
        try {
            if (process.waitFor(timeoutMs, TimeUnit.MILLISECONDS)) {
                return new CommandResult.Exited(process.exitValue(), "", "");
            }
            end(process);
            return new CommandResult.TimedOut("", "");
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            return new CommandResult.TimedOut("", "");
        }
    }

    /**
     * Ends a child and whatever it has started: asks first, and after a few seconds does not ask.
     *
     * @param process the child
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void end(Process process) throws InterruptedException {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(FIRMLY_AFTER_MS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (ProcessHandle descendant : descendants) {
            descendant.destroyForcibly();
        }
    }

    /**
     * Starts a program detached: it shares no stream with this process and is not waited for.
     *
     * @param arguments the program and its arguments
     * @throws IOException if it cannot be started
     */
    public static void detach(List<String> arguments) throws IOException {
        silent(arguments).start();
    }

    private static ProcessBuilder silent(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        java.io.File nothing = new java.io.File(nullDevice());
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing));
        builder.redirectOutput(ProcessBuilder.Redirect.to(nothing));
        builder.redirectError(ProcessBuilder.Redirect.to(nothing));
        return builder;
    }

    /**
     * Starts a program that shares this process's output and error, without waiting for it.
     *
     * @param arguments the program and its arguments
     * @param unset the variables of this process that it is not given
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process start(List<String> arguments, List<String> unset) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments).inheritIO();
        builder.environment().keySet().removeAll(unset);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File(nullDevice())));
        return builder.start();
    }

    /**
     * Starts a program whose standard input and output are pipes to this process.
     *
     * @param arguments the program and its arguments
     * @param environment variables set beside those of this process
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process startPiped(List<String> arguments, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String nullDevice() {
        return java.io.File.separatorChar == '/' ? "/dev/null" : "NUL";
    }
}
