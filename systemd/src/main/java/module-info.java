/** Translates schedules into systemd timers, and plans what {@code systemctl} must do. */
module dev.tickover.systemd {
    requires dev.tickover.core;

    provides dev.tickover.backend.Backend with
            dev.tickover.systemd.SystemdBackend;
}
