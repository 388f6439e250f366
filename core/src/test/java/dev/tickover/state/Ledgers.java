package dev.tickover.state;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.json.JsonLine;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.UtcText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is a state folder on disk whose history and state can be put into the shape that a crash leaves. */
final class Ledgers {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    final AppFolder folder;

    Ledgers(Path path) throws IOException {
        folder = new AppFolder(path.toFile());
        folder.create();
    }

    /** Commits a group of events that are told apart by their words. */
    void commit(String schedule, String boot, String... words) throws IOException {
        List<HistoryEvent> events = new ArrayList<>();
        for (String word : words) {
            events.add(event(schedule, word));
        }
        commit(schedule, boot, events);
    }

    /** An event of a name of the test's own. */
    static HistoryEvent event(String schedule, String word) {
        JsonLine line = new JsonLine()
                .put("at", UtcText.format(START))
                .put("schedule", schedule)
                .put("event", word);
        return new HistoryEvent.Unknown(START, schedule, word, line.write());
    }

    void commit(String schedule, String boot, List<HistoryEvent> events) throws IOException {
        try (ScheduleStore.Transaction transaction = new ScheduleStore(folder, schedule).begin(START, boot)) {
            ScheduleState next = transaction
                    .state()
                    .with()
                    .servedThrough(Optional.of(START.plusSeconds(events.size())))
                    .build();
            transaction.commit(next, events, false);
        }
    }

    /** The words of the events that readers are given. */
    List<String> words() throws IOException {
        List<String> words = new ArrayList<>();
        new History(folder).forEach(line -> words.add(EventText.name(line.event())));
        return words;
    }

    byte[] history() throws IOException {
        return Files.exists(folder.history().toPath())
                ? Files.readAllBytes(folder.history().toPath())
                : new byte[0];
    }

    void history(byte[] content) throws IOException {
        Files.write(folder.history().toPath(), content);
    }

    /** The files of a schedule's state, to be put back as a crash leaves them. */
    record StateFiles(byte[] state, byte[] former) {}

    StateFiles stateFiles(String schedule) throws IOException {
        return new StateFiles(read(state(schedule)), read(former(schedule)));
    }

    void stateFiles(String schedule, StateFiles files) throws IOException {
        write(state(schedule), files.state());
        write(former(schedule), files.former());
    }

    Path state(String schedule) {
        return folder.state(schedule).toPath();
    }

    Path former(String schedule) {
        return Path.of(folder.state(schedule) + ".former");
    }

    private static byte[] read(Path path) throws IOException {
        return Files.exists(path) ? Files.readAllBytes(path) : null;
    }

    private static void write(Path path, byte[] content) throws IOException {
        if (content == null) {
            Files.deleteIfExists(path);
        } else {
            Files.write(path, content);
        }
    }
}
