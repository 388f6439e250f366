/** launchd: the backend that makes property lists, the importer that reads them, and the model that plays them. */
module dev.tickover.launchd {
    requires dev.tickover.core;
    requires dev.tickover.simulation;
    requires java.xml;

    provides dev.tickover.backend.Backend with
            dev.tickover.launchd.LaunchdBackend;
    provides dev.tickover.importing.JobImporter with
            dev.tickover.launchd.importing.LaunchdImporter;
    provides dev.tickover.simulation.scheduler.SchedulerModel with
            dev.tickover.launchd.LaunchdModel;
}
