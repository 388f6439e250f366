package dev.tickover.tick;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.SmallFiles;
import dev.tickover.policy.Stamp;
import dev.tickover.state.AppFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Notes since when a host seems to hang, so that one silence counts as little as one long garbage collection: it hangs
 * once it has seemed to for {@code stale-after} of awake time. The holder of the hang's lock writes it.
 */
final class HangNote {

    /** Less sleep than this is none: the two clocks are not read at the same time. */
    private static final long LEAST_SLEEP_MS = 2_000;

    private static final String YES = "yes";
    private static final String NO = "no";

    private final File file;
    private final JsonLine line;

    private HangNote(File file, JsonLine line) {
        this.file = file;
        this.line = line;
    }

    /** Returns null if there is none. */
    static HangNote read(AppFolder folder) {
        try {
            String text = new String(SmallFiles.read(folder.hang()), StandardCharsets.UTF_8);
            return new HangNote(folder.hang(), JsonLine.parse(text));
        } catch (IOException | JsonException none) {
            return null;
        }
    }

    /** Begins a note of what seems to hang since a moment. */
    static HangNote begin(AppFolder folder, HostReport report, Stamp since, long awakeNanos) throws IOException {
        HangNote note = new HangNote(
                folder.hang(),
                new JsonLine()
                        .put("generation", report.lease().orElseThrow().generation())
                        .put("fault", report.fault().name())
                        .put("awakeMs", awakeNanos / 1_000_000)
                        .put("sinceBootMs", since.sinceBoot().toMillis())
                        .put("bootId", since.bootId())
                        .put("told", NO));
        note.write();
        return note;
    }

    boolean isOfGeneration(HostReport report) {
        return report.lease().isPresent()
                && line.number("generation", 0) == report.lease().get().generation();
    }

    boolean isOf(HostReport report) {
        return isOfGeneration(report)
                && (wasTold() || line.text("fault", "").equals(report.fault().name()));
    }

    /** For how long it has seemed to hang, asleep not counted. */
    Duration age(long awakeNanos) {
        return Duration.ofMillis(awakeNanos / 1_000_000 - line.number("awakeMs", Long.MAX_VALUE / 2));
    }

    /** Whether the machine slept or was booted since: a host must be given time to get going again. */
    boolean sleptSince(Stamp now, long awakeNanos) {
        if (!line.text("bootId", "").equals(now.bootId())) {
            return true;
        }
        long elapsed = now.sinceBoot().toMillis() - line.number("sinceBootMs", 0);
        return elapsed - age(awakeNanos).toMillis() >= LEAST_SLEEP_MS;
    }

    boolean wasTold() {
        return line.text("told", NO).equals(YES);
    }

    /** The process that does something about it; empty if none does. */
    String actor() {
        return line.text("actor", "");
    }

    boolean isRestart() {
        return line.text("restart", NO).equals(YES);
    }

    void told() throws IOException {
        line.put("told", YES);
        write();
    }

    /** Notes who is about to restart the application: whoever finds the note with a dead actor goes on. */
    void restartedBy(String actor) throws IOException {
        line.put("restart", YES).put("actor", actor);
        write();
    }

    void remove() {
        file.delete();
    }

    private void write() throws IOException {
        SmallFiles.replace(file, null, line.write().concat("\n").getBytes(StandardCharsets.UTF_8));
    }
}
