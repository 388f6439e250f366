package dev.tickover.state;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.machine.SmallFiles;
import dev.tickover.schedule.UtcText;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The hosts of an application that stand by. Each registers with a file of its own, and is gone with its process; a file
 * whose process has ended is removed by whoever finds it. Safe for use by many threads and processes.
 */
public final class Standbys {

    private final AppFolder folder;
    private final Processes processes;

    /**
     * Opens the register.
     *
     * @param folder the application's state folder
     * @param processes tells whether the process of an entry still runs
     */
    public Standbys(AppFolder folder, Processes processes) {
        this.folder = folder;
        this.processes = processes;
    }

    /**
     * A host that stands by.
     *
     * @param process its process
     * @param waiter the process that waits for it, which may be another
     * @param socket the path of the socket on which it accepts the request to take over
     * @param since since when it stands by
     * @param file its file in the register
     */
    public record Entry(ProcessIdentity process, ProcessIdentity waiter, String socket, Instant since, File file)
            implements Comparable<Entry> {

        /** Compares by the time since when they stand by: a tick client sorts entries, and a lambda would cost it more. */
        @Override
        public int compareTo(Entry other) {
            return since.compareTo(other.since);
        }
    }

    /**
     * Adds a host.
     *
     * @param name tells it from other hosts of this and of all other processes
     * @param process its process
     * @param socket the path of its socket
     * @param since the moment
     * @return its entry
     * @throws IOException if it cannot be written
     */
    public Entry add(String name, ProcessIdentity process, String socket, Instant since) throws IOException {
        File register = folder.standbys();
        register.mkdir();
        File file = new File(register, name);
        JsonLine line = new JsonLine()
                .put("process", process.text())
                .put("waiter", processes.self().text())
                .put("socket", socket)
                .put("since", UtcText.format(since));
        SmallFiles.replace(file, null, line.write().concat("\n").getBytes(StandardCharsets.UTF_8));
        return new Entry(process, processes.self(), socket, since, file);
    }

    /**
     * Finds a path for the socket of a host that stands by.
     *
     * @param name its name in the register
     * @param socketFolder where a socket goes whose path would be too long in the state folder
     * @return the path
     * @throws IOException if no path is short enough
     */
    public String socketPath(String name, File socketFolder) throws IOException {
        folder.standbys().mkdir();
        return LeaseStore.socketPath(new File(folder.standbys(), name + ".sock"), folder, name, socketFolder);
    }

    /** {@return the hosts that stand by, those that have stood by longest first} */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        File[] files = folder.standbys().listFiles();
        for (File file : files == null ? new File[0] : files) {
            Entry entry = read(file);
            if (entry != null && processes.isAlive(entry.process()) && processes.isAlive(entry.waiter())) {
                entries.add(entry);
            } else if (entry != null) {
                remove(entry);
            }
        }
        Collections.sort(entries);
        return entries;
    }

    /**
     * Removes a host and its socket.
     *
     * @param entry its entry
     */
    public void remove(Entry entry) {
        entry.file().delete();
        new File(entry.socket()).delete();
    }

    /** Returns null for a file that is being written, is damaged or is not an entry. */
    private static Entry read(File file) {
        try {
            JsonLine line = JsonLine.parse(new String(SmallFiles.read(file), StandardCharsets.UTF_8));
            ProcessIdentity process = ProcessIdentity.parse(line.text("process", ""));
            ProcessIdentity waiter = ProcessIdentity.parse(line.text("waiter", ""));
            return process == null || waiter == null
                    ? null
                    : new Entry(process, waiter, line.text("socket", ""), UtcText.parse(line.text("since", "")), file);
        } catch (IOException | JsonException | IllegalArgumentException notAnEntry) {
            return null;
        }
    }
}
