/** Translates schedules into tasks of the Windows Task Scheduler, plans what {@code schtasks} must do, and imports tasks. */
@SuppressWarnings("requires-automatic") // JNA's jar names its module in its manifest alone.
module dev.tickover.windows {
    requires dev.tickover.core;
    requires java.xml;
    requires com.sun.jna;
    requires com.sun.jna.platform;

    provides dev.tickover.backend.Backend with
            dev.tickover.windows.WindowsTaskBackend;
    provides dev.tickover.importing.JobImporter with
            dev.tickover.windows.importing.WindowsTaskImporter;
}
