package dev.tickover.real;

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
import java.time.Duration;

/** Is the tickover command, but for the least interval: a test does not wait for minutes. */
public final class ShortIntervals {

    private ShortIntervals() {}

    /**
     * Runs the command.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        Context context = new Context(
                new Platform(Environment.current(), Machine.system(), new ExecCommandRunner()),
                Backends.find(),
                Path.of(System.getProperty("java.home")),
                Path.of("").toAbsolutePath(),
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true));
        return TickoverCommand.execute(context, new Limits(Duration.ofSeconds(2)), arguments);
    }
}
