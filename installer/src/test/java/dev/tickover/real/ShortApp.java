package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.machine.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Is an application whose timers pulse every few seconds, by a drop-in as a user may write one. */
record ShortApp(UserMachine machine, String id) {

    /** Longer than a tick client waits for a frozen host, and than the slack within which ticks are early. */
    private static final int SECONDS = 12;

    private static final String DROP_IN = "[Timer]\nOnCalendar=\nOnCalendar=*:*:0/" + SECONDS + "\nAccuracySec=1us\n";

    /** Installs one schedule, "beat". */
    static ShortApp install(UserMachine machine, String id, String more) throws Exception {
        write(machine, id, "", more);
        ShortApp app = new ShortApp(machine, id);
        app.install("beat");
        return app;
    }

    /** Installs schedules; those that are named pulse often. */
    static ShortApp installSchedules(UserMachine machine, String id, String schedules, String... often)
            throws Exception {
        machine.write(id + "/tickover.toml", "[app]\nid = \"" + id + "\"\n" + schedules);
        ShortApp app = new ShortApp(machine, id);
        app.install(often);
        return app;
    }

    static void write(UserMachine machine, String id, String ofApp, String ofSchedule) throws IOException {
        machine.write(id + "/tickover.toml", """
                [app]
                id = "%s"
                %s
                [schedule.beat]
                every = "%ds"
                spacing = "1s"
                %s
                """.formatted(id, ofApp, SECONDS, ofSchedule));
    }

    void install(String... often) throws IOException {
        for (String schedule : often) {
            machine.write(".config/systemd/user/tickover." + id + "." + schedule + ".timer.d/often.conf", DROP_IN);
        }
        CommandResult.Exited result = machine.shortTickover("install", id);
        assertEquals(0, result.code(), result::toString);
    }

    String history() {
        return machine.shortTickover("history", id, "--json").out();
    }

    long events(String event, String id) {
        return history()
                .lines()
                .filter(line -> line.contains("\"event\":\"" + event + "\"") && line.contains("\"id\":\"" + id))
                .count();
    }

    /** Returns how many due instants lie within a time at most. */
    int duesIn(Duration time) {
        return (int) (time.toSeconds() / SECONDS) + 1;
    }

    /** Writes a command as the manifest holds it. */
    static String toml(List<String> command) {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            words.add('"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return words.toString();
    }

    /** Waits until so many due instants have passed. */
    void awaitDue(int count) throws Exception {
        Path pulse = machine.state(id).resolve("schedules/beat.pulse");
        long end = System.nanoTime() + count * SECONDS * 1_000_000_000L;
        UserMachine.await("time passes", () -> System.nanoTime() > end && Files.exists(pulse));
    }
}
