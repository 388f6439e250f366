package dev.tickover.state;

import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Knows the files of one application's state folder. Immutable. */
public final class AppFolder {

    private static final String STATE = ".state";

    private final File folder;

    /**
     * Names a state folder.
     *
     * @param folder its absolute path; it need not exist
     */
    public AppFolder(File folder) {
        this.folder = folder;
    }

    /** {@return the folder itself: its path} */
    public File path() {
        return folder;
    }

    /**
     * Creates the folder, for its owner alone.
     *
     * @throws IOException if it cannot be created
     */
    public void create() throws IOException {
        Files.createDirectories(schedules().toPath());
        SmallFiles.keepPrivate(folder);
    }

    /** {@return whether an application is installed here: true if there is a compiled application} */
    public boolean exists() {
        return app().exists();
    }

    /** {@return the compiled application} */
    public File app() {
        return new File(folder, "app.conf");
    }

    /** {@return the folder of the schedules} */
    public File schedules() {
        return new File(folder, "schedules");
    }

    /**
     * Returns a compiled schedule.
     *
     * @param schedule its name
     * @return the file
     */
    public File schedule(String schedule) {
        return new File(schedules(), schedule + ".conf");
    }

    /**
     * Returns the state of a schedule.
     *
     * @param schedule its name
     * @return the file
     */
    public File state(String schedule) {
        return new File(schedules(), schedule + STATE);
    }

    /**
     * Finds the schedules that have a state, installed or not.
     *
     * @return their names, in no particular order
     */
    public List<String> schedulesWithState() {
        List<String> names = new ArrayList<>();
        String[] files = schedules().list();
        for (String file : files == null ? new String[0] : files) {
            if (file.endsWith(STATE)) {
                names.add(file.substring(0, file.length() - STATE.length()));
            }
        }
        return names;
    }

    /**
     * Returns the lock that guards a schedule's state.
     *
     * @param schedule its name
     * @return the file
     */
    public File lock(String schedule) {
        return new File(schedules(), schedule + ".lock");
    }

    /**
     * Returns the note of a schedule's last pulse.
     *
     * @param schedule its name, or {@code sweep}
     * @return the file
     */
    public File pulse(String schedule) {
        return new File(schedules(), schedule + ".pulse");
    }

    /**
     * Returns the note of the last look at a schedule that no pulse of its own entry brought: by the host, a sweep or a
     * command.
     *
     * @param schedule its name
     * @return the file
     */
    public File look(String schedule) {
        return new File(schedules(), schedule + ".look");
    }

    /**
     * Returns the note of when the OS scheduler was last asked for an overdue pulse of an entry.
     *
     * @param entry the schedule's name, or {@code sweep}
     * @return the file
     */
    public File kick(String entry) {
        return new File(schedules(), entry + ".kick");
    }

    /**
     * Returns the list of a schedule's coming due instants, worked out ahead.
     *
     * @param schedule its name
     * @return the file
     */
    public File due(String schedule) {
        return new File(schedules(), schedule + ".due");
    }

    /**
     * Returns the note until when nothing is to be done for a schedule.
     *
     * @param schedule its name
     * @return the file
     */
    public File quiet(String schedule) {
        return new File(schedules(), schedule + ".quiet");
    }

    /** {@return the history} */
    public File history() {
        return new File(folder, "history.jsonl");
    }

    /** {@return the file that says whose turn is when where several schedules catch up} */
    public File turns() {
        return new File(folder, "turns");
    }

    /** {@return the lease} */
    public File lease() {
        return new File(folder, "lease");
    }

    /**
     * Returns the lock that guards the whole application: its lease, its installation.
     *
     * @param what {@code lease}, {@code history}, {@code tidy} or {@code install}
     * @return the file
     */
    public File lockOf(String what) {
        return new File(folder, what + ".lock");
    }

    /**
     * {@return the folder of what pieces of work saved of themselves: the folder; it exists once something was saved}
     */
    public File checkpoints() {
        return new File(folder, "checkpoints");
    }

    /** {@return the folder in which hosts that stand by register; it exists once one has} */
    public File standbys() {
        return new File(folder, "standby");
    }

    /** {@return the note of a host that seems to hang: the file; there while one does} */
    public File hang() {
        return new File(folder, "hang");
    }

    /**
     * Returns the socket of a host, where its path is short enough for the system.
     *
     * @param generation the host's generation
     * @return the file
     */
    public File socket(long generation) {
        return new File(folder, "host-" + generation + ".sock");
    }
}
