/** Windows Task Scheduler: the backend that makes tasks, the importer that reads them, and the model that plays them. */
@SuppressWarnings("requires-automatic") // JNA's jar names its module in its manifest alone.
module dev.tickover.windows {
    requires dev.tickover.core;
    requires dev.tickover.simulation;
    requires java.xml;
    requires com.sun.jna;
    requires com.sun.jna.platform;

    provides dev.tickover.backend.Backend with
            dev.tickover.windows.WindowsTaskBackend;
    provides dev.tickover.importing.JobImporter with
            dev.tickover.windows.importing.WindowsTaskImporter;
    provides dev.tickover.simulation.scheduler.SchedulerModel with
            dev.tickover.windows.WindowsTaskModel;
}
