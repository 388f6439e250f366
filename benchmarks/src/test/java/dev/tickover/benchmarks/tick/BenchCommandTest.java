package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter output = new StringWriter();

    @Test
    void helpNamesTheScriptAndTheOptions() {
        assertEquals(0, type("--help"));
        assertTrue(
                output.toString().startsWith("Usage: benchmarks/run [-h] [--cold] [--only=SECTION] [--pairs=N]"),
                output::toString);
    }

    @ParameterizedTest
    @CsvSource({"--pairs 0, at least 1", "--pairs many, --pairs", "--only nothing, TIMER", "ticks, ticks"})
    void wrongUsageIsReportedAndMeasuresNothing(String line, String named) {
        assertEquals(2, type(line.split(" ")));
        assertTrue(output.toString().lines().findFirst().orElse("").contains(named), output::toString);
    }

    private int type(String... arguments) {
        CommandLine line = BenchCommand.commandLine();
        line.setOut(new PrintWriter(output, true));
        line.setErr(new PrintWriter(output, true));
        return line.execute(arguments);
    }
}
