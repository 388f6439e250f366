package dev.tickover.state;

import dev.tickover.machine.SmallFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the compiled application and schedules of a state folder, and renders them for the installer to write. */
public final class Compiled {

    private Compiled() {}

    /**
     * Reads the application.
     *
     * @param folder its state folder
     * @return the application
     * @throws DamagedException if the file does not hold what it should
     * @throws IOException if it is missing or cannot be read
     */
    public static InstalledApp app(AppFolder folder) throws IOException {
        return CompiledText.readApp(Fields.decode(CompiledText.APP_FORMAT, SmallFiles.read(folder.app())));
    }

    /**
     * Reads a schedule.
     *
     * @param folder the state folder
     * @param name the schedule's name
     * @return the schedule
     * @throws DamagedException if the file does not hold what it should
     * @throws IOException if it is missing or cannot be read
     */
    public static InstalledSchedule schedule(AppFolder folder, String name) throws IOException {
        return CompiledText.readSchedule(
                Fields.decode(CompiledText.SCHEDULE_FORMAT, SmallFiles.read(folder.schedule(name))));
    }

    /**
     * Reads all schedules, in the manifest's order.
     *
     * @param folder the state folder
     * @param app the application
     * @return the schedules
     * @throws DamagedException if a file does not hold what it should
     * @throws IOException if one is missing or cannot be read
     */
    public static List<InstalledSchedule> schedules(AppFolder folder, InstalledApp app) throws IOException {
        List<InstalledSchedule> schedules = new ArrayList<>();
        for (String name : app.schedules()) {
            schedules.add(schedule(folder, name));
        }
        return schedules;
    }

    /**
     * Renders an application.
     *
     * @param app the application
     * @return the content of {@link AppFolder#app()}
     */
    public static byte[] render(InstalledApp app) {
        return CompiledText.write(app).encode(CompiledText.APP_FORMAT);
    }

    /**
     * Renders a schedule.
     *
     * @param schedule the schedule
     * @return the content of {@link AppFolder#schedule}
     */
    public static byte[] render(InstalledSchedule schedule) {
        return CompiledText.write(schedule).encode(CompiledText.SCHEDULE_FORMAT);
    }
}
