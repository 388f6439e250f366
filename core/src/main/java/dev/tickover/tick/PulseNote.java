package dev.tickover.tick;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.SmallFiles;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.UtcText;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Notes the last pulse of a schedule: when, on which clocks, and what came of it. It is a hint for people and for the
 * mutual watch; losing one harms nothing, so it is neither locked nor synced.
 */
public final class PulseNote {

    private final File file;

    /**
     * Names the note.
     *
     * @param file its file
     */
    public PulseNote(File file) {
        this.file = file;
    }

    void write(Stamp now, long awakeNanos, String result) {
        String line = new JsonLine()
                .put("at", UtcText.format(now.wall()))
                .put("sinceBootMs", now.sinceBoot().toMillis())
                .put("awakeMs", awakeNanos / 1_000_000)
                .put("bootId", now.bootId())
                .put("result", result)
                .write();
        try {
            SmallFiles.overwrite(file, line.concat("\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            // A full disk is told where it matters: the state itself cannot be written then either.
            return;
        }
    }

    /** Tells whether the last pulse came to this: a host that is away for a week is told once, not at each pulse. */
    boolean says(String why) {
        JsonLine last = read();
        return last != null && why.equals(last.text("result"));
    }

    /**
     * Reads the note.
     *
     * @return the note; null if there is none or it was cut off
     */
    public JsonLine read() {
        try {
            return JsonLine.parse(new String(SmallFiles.read(file), StandardCharsets.UTF_8));
        } catch (IOException | JsonException none) {
            return null;
        }
    }
}
