package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.launchd.FakeLaunchd;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A dry run on a Mac, where an upgrade unloads, rewrites and loads each job that changes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no rights of this kind")
class DryRunTest {

    private static final String JOB = "gui/501/tickover.alma.beat";

    @TempDir
    Path home;

    private FakeLaunchd launchd;

    @BeforeEach
    void startLaunchd() {
        launchd = new FakeLaunchd(home);
    }

    @Test
    void upgradeShowsEveryStepThatItTakes() throws IOException {
        writeManifest(30);
        install();
        writeManifest(15);
        List<String> shown = install("--dry-run");
        Path agents = home.resolve("Library/LaunchAgents");
        Path job = agents.resolve("tickover.alma.beat.plist");
        Path logs = home.resolve("Library/Logs/Tickover/alma");
        Path state = home.resolve("Library/Application Support/Tickover/alma");
        assertEquals(
                List.of(
                        "would write  " + state.resolve("schedules/beat.conf"),
                        "would run    mkdir -p -m 700 -- " + logs,
                        "on failure   launchctl bootstrap gui/501 " + job + " (up to 50 times)",
                        "on failure   launchctl print " + JOB + " (up to 50 times)",
                        "on failure   launchctl bootout " + JOB,
                        "would run    launchctl bootout " + JOB,
                        "would run    launchctl print " + JOB + " (up to 50 times)",
                        "would write  " + job,
                        "would run    chmod 644 " + job,
                        "would run    launchctl bootstrap gui/501 " + job + " (up to 50 times)",
                        "would run    launchctl kickstart " + JOB,
                        "would run    launchctl print " + JOB + " (up to 10 times)"),
                shown);
    }

    private void writeManifest(int minutes) throws IOException {
        Files.writeString(
                home.resolve("tickover.toml"), "[app]\nid = \"alma\"\n[schedule.beat]\nevery = \"" + minutes + "m\"\n");
    }

    private List<String> install(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Environment environment = new Environment(
                OperatingSystem.MACOS,
                Map.of("TICKOVER_RUNTIME", "plain"),
                Optional.of(home),
                "me",
                false,
                Optional.of(501L));
        Context context = new Context(
                new Platform(environment, Machine.system(), launchd),
                Backends.find(),
                Path.of(System.getProperty("java.home")),
                home,
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        String[] words = Stream.concat(Stream.of("install"), Stream.of(options)).toArray(String[]::new);
        assertEquals(0, TickoverCommand.execute(context, Limits.STANDARD, words), () -> out + "\n" + err);
        return out.toString().lines().toList();
    }
}
