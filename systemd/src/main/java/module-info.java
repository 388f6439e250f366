/** systemd: the backend that makes timers, the importer that reads them, and the model that plays them. */
module dev.tickover.systemd {
    requires dev.tickover.core;
    requires dev.tickover.simulation;

    provides dev.tickover.backend.Backend with
            dev.tickover.systemd.SystemdBackend;
    provides dev.tickover.importing.JobImporter with
            dev.tickover.systemd.importing.SystemdImporter;
    provides dev.tickover.simulation.scheduler.SchedulerModel with
            dev.tickover.systemd.SystemdModel;
}
