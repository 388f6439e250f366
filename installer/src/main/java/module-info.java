/** The {@code tickover} command. */
@SuppressWarnings("requires-automatic") // toml4j and Commons Exec name their modules in their manifests, or not at all.
module dev.tickover.installer {
    requires dev.tickover.simulation;
    requires info.picocli;
    requires com.google.gson;
    requires toml4j;
    requires org.apache.commons.exec;
    requires java.xml;

    uses dev.tickover.backend.Backend;
    uses dev.tickover.importing.JobImporter;
    uses dev.tickover.simulation.scheduler.SchedulerModel;

    opens dev.tickover.installer.command to
            info.picocli;
}
