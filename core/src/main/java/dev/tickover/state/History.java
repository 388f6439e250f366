package dev.tickover.state;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/** Reads and extends the history of an application: one JSON object a line, oldest first. */
public final class History {

    private final AppFolder folder;

    /**
     * Opens a history.
     *
     * @param folder the state folder
     */
    public History(AppFolder folder) {
        this.folder = folder;
    }

    /**
     * Appends events that belong to no schedule's state, such as a host that attaches.
     *
     * @param events the events
     * @throws IOException if they cannot be written
     */
    public void append(List<JsonLine> events) throws IOException {
        HistoryWriter.append(folder, events, false);
    }

    /**
     * Reads every event, oldest first, a line at a time. Lines that are no JSON object — cut off by a crash — are passed
     * over. An event may stand twice if its writer crashed before its state was written; the later one counts.
     *
     * @param consumer is given each event
     * @throws IOException if a file cannot be read
     */
    public void forEach(Consumer<JsonLine> consumer) throws IOException {
        for (int number = HistoryWriter.ROTATED_KEPT; number >= 1; number--) {
            read(HistoryWriter.rotated(folder, number), consumer);
        }
        read(folder.history(), consumer);
    }

    private static void read(File file, Consumer<JsonLine> consumer) throws IOException {
        if (!file.exists()) {
            return;
        }
        try (BufferedReader reader = new BufferedReader(
                new java.io.InputStreamReader(Files.newInputStream(file.toPath()), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                try {
                    consumer.accept(JsonLine.parse(line));
                } catch (JsonException cutOff) {
                    // A writer died here; its state was not written either, so nothing is lost with the line.
                    continue;
                }
            }
        }
    }
}
