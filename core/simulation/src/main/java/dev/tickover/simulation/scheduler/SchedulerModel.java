package dev.tickover.simulation.scheduler;

import dev.tickover.backend.Deployment;
import java.util.Random;

/**
 * A model of one OS scheduler: what it does with the entries that its backend renders, from the same values. {@link
 * java.util.ServiceLoader} finds it. Implementations have no state and are safe for use by many threads.
 */
public interface SchedulerModel {

    /**
     * Returns the name of the scheduler's backend.
     *
     * @return for example {@code systemd}
     */
    String name();

    /**
     * Models the entries of an application.
     *
     * @param deployment the application, the zone and the offsets of its machine
     * @param random draws what the documents leave open, such as how late a start is
     * @return a model for each entry
     */
    ModelledEntries entries(Deployment deployment, Random random);
}
