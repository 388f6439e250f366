/** Translates schedules into launchd property lists, plans what {@code launchctl} must do, and imports property lists. */
module dev.tickover.launchd {
    requires dev.tickover.core;
    requires java.xml;

    provides dev.tickover.backend.Backend with
            dev.tickover.launchd.LaunchdBackend;
    provides dev.tickover.importing.JobImporter with
            dev.tickover.launchd.importing.LaunchdImporter;
}
