package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.simulate.BadTraceException;
import dev.tickover.installer.simulate.ReplayTrace;
import dev.tickover.installer.simulate.TraceReader;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.App;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the trace that a simulation is to play again. */
final class ReplayArgument {

    private ReplayArgument() {}

    static ReplayTrace read(Path file, App app, Context context) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    ExitCode.INVALID,
                    Files.exists(file) ? file + " is no file" : "there is no trace " + file,
                    "name a file of JSON lines; docs/replay.md tells what a trace is made of");
        }
        // A byte that is no UTF-8 spoils its line only, and is told with it.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            ReplayTrace whole = TraceReader.read(reader);
            ReplayTrace mine = whole.of(app);
            for (String strange : whole.strangeSchedules(app)) {
                context.err().println("tickover: the manifest has no schedule " + strange + "; its ticks are left out");
            }
            return mine;
        } catch (BadTraceException bad) {
            throw new UserException(ExitCode.INVALID, file.getFileName() + ": " + bad.getMessage(), bad.advice());
        }
    }
}
