package dev.tickover.machine;

/** Is the door to the machine's processes. Implementations are safe for use by many threads. */
public interface Processes {

    /** {@return the identity of this process} */
    ProcessIdentity self();

    /**
     * Finds the process that has a pid now.
     *
     * @param pid the pid
     * @return its identity; null if there is none, or it has ended and only its parent has not noticed
     */
    ProcessIdentity find(long pid);

    /**
     * Tells whether exactly this process still runs. One that is stopped or hangs does run.
     *
     * @param identity the process
     * @return true if it does; false too after a reboot and for another process with the same pid
     */
    default boolean isAlive(ProcessIdentity identity) {
        ProcessIdentity now = find(identity.pid());
        return now != null && now.isSame(identity);
    }

    /** {@return the processes of this machine} */
    static Processes system() {
        return SystemProcesses.INSTANCE;
    }
}
