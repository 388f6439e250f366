package dev.tickover.windows;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks Task Scheduler's scripting interface by way of PowerShell, which prints names of ours and whole numbers alone: no
 * language has a part in it. Times come as a FILETIME: 100 ns since 1601, in UTC (Microsoft Learn, "DateTime.ToFileTime").
 *
 * <p>Not yet run on a real Windows.
 *
 * @param runner runs PowerShell
 */
record PowerShellTaskRuns(CommandRunner runner) implements TaskRuns {

    private static final Instant FILETIME_ZERO = Instant.parse("1601-01-01T00:00:00Z");
    private static final long UNITS_PER_SECOND = 10_000_000;
    private static final int FIELDS = 3;

    @Override
    public Map<String, TaskRun> of(List<String> tasks) {
        if (tasks.isEmpty()) {
            return Map.of();
        }
        return runner.run(command(tasks)) instanceof CommandResult.Exited exited ? read(exited.out(), tasks) : Map.of();
    }

    /** Names of tasks hold nothing that PowerShell would read otherwise between single quotes. */
    static Command command(List<String> tasks) {
        String names = "'" + String.join("','", tasks) + "'";
        String script = "$s=New-Object -ComObject Schedule.Service; $s.Connect(); $r=$s.GetFolder('\\'); foreach($n in "
                + names + "){ try{ $t=$r.GetTask($n.Substring(1)); [Console]::Out.WriteLine(($n,$t.LastTaskResult,"
                + "$t.NextRunTime.ToFileTime()) -join '|') }catch{} }";
        List<String> words = new ArrayList<>(List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-Command"));
        words.addAll(List.of(script.split(" ")));
        return new Command(words, Map.of(), Duration.ofSeconds(20));
    }

    /** A byte-order mark may stand before the first name, all of which begin with a backslash. */
    private static Map<String, TaskRun> read(String out, List<String> tasks) {
        Map<String, TaskRun> runs = new HashMap<>();
        for (String line : out.replace("\0", "").lines().toList()) {
            String[] fields =
                    line.substring(Math.max(0, line.indexOf('\\'))).strip().split("\\|");
            if (fields.length == FIELDS && tasks.contains(fields[0])) {
                read(fields).ifPresent(run -> runs.put(fields[0], run));
            }
        }
        return runs;
    }

    private static Optional<TaskRun> read(String[] fields) {
        try {
            long time = Long.parseLong(fields[2]);
            Instant next = FILETIME_ZERO
                    .plusSeconds(Math.floorDiv(time, UNITS_PER_SECOND))
                    .plusNanos(Math.floorMod(time, UNITS_PER_SECOND) * 100);
            // A number above the signed ones is how some interpreters show an HRESULT.
            return Optional.of(new TaskRun((int) Long.parseLong(fields[1]), Optional.of(next)));
        } catch (ArithmeticException | NumberFormatException noNumbers) {
            return Optional.empty();
        }
    }
}
