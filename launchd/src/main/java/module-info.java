/** Translates schedules into launchd property lists, and plans what {@code launchctl} must do. */
module dev.tickover.launchd {
    requires dev.tickover.core;
    requires java.xml;

    provides dev.tickover.backend.Backend with
            dev.tickover.launchd.LaunchdBackend;
}
