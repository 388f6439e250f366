package dev.tickover.installer;

import dev.tickover.installer.command.Context;
import dev.tickover.installer.command.TickoverCommand;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.machine.Environment;
import dev.tickover.tick.Machine;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Starts the tickover command. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param args what the user typed
     */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    static int run(PrintWriter out, PrintWriter err, String[] args) {
        Context context = new Context(
                new Platform(Environment.current(), Machine.system(), new ExecCommandRunner()),
                Backends.find(),
                Path.of(System.getProperty("java.home")),
                Path.of("").toAbsolutePath(),
                out,
                err);
        return TickoverCommand.execute(context, Limits.STANDARD, args);
    }
}
