package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReportedFaultsTest {

    @TestFactory
    List<DynamicTest> theFaultShowsInAnIntervalTimerAndNotInTickover() throws Exception {
        return ReportedFaults.all().stream()
                .map(line -> DynamicTest.dynamicTest(line.report(), () -> {
                    assertTrue(line.timerShowsIt(), () -> "the timer does not show it: " + line.timer());
                    assertTrue(line.holds(), () -> "Tickover: " + line.tickover());
                }))
                .toList();
    }

    @Test
    void thePageShowsWhatTheScenariosCameTo() throws Exception {
        Path page = Path.of("..", "..", "docs", "scenarios.md");
        Path fresh = Path.of("target", "scenarios.md");
        Files.writeString(fresh, page(ReportedFaults.all()));
        assertEquals(
                Files.readString(fresh),
                Files.exists(page) ? Files.readString(page) : "",
                "copy core/simulation/target/scenarios.md to docs/ if the change is right");
    }

    private static String page(List<ReportedFaults.Line> lines) {
        StringBuilder text = new StringBuilder("""
                # Reported faults, played twice

                Tickover grew out of public bug reports about heartbeats inside a process. Each line is a scenario in
                the test tree (`ReportedFaults`), played once against a small model of the timer that the reports
                describe (`IntervalTimer`) and once against Tickover's own rules on a simulated machine. A test makes
                this page and compares it.

                | report | scenario | interval timer | Tickover |
                | --- | --- | --- | --- |
                """);
        for (ReportedFaults.Line line : lines) {
            text.append("| ")
                    .append(String.join(" | ", line.report(), line.figures(), line.timer(), line.tickover()))
                    .append(" |\n");
        }
        return text.toString();
    }
}
