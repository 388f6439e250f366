package dev.tickover.installer.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Looks for some ailments. Implementations have no state and change nothing.
 *
 * @param <T> what is looked at: a {@link ExaminedMachine} or a {@link ExaminedApp}
 */
interface Check<T> {

    /** Returns what it may find. */
    Set<CheckId> ids();

    /** Looks; returns nothing if all is well. */
    List<Finding> look(T subject) throws IOException;
}
