/** Translates schedules into systemd timers, plans what {@code systemctl} must do, and imports timers. */
module dev.tickover.systemd {
    requires dev.tickover.core;

    provides dev.tickover.backend.Backend with
            dev.tickover.systemd.SystemdBackend;
    provides dev.tickover.importing.JobImporter with
            dev.tickover.systemd.importing.SystemdImporter;
}
