package dev.tickover.schedule;

/** Says when a schedule that has no state yet owes its first tick. */
public enum First {
    /** One tick at once, with reason {@code initial}: a cold start never waits a whole interval. */
    AT_INSTALL,
    /** At the first due instant after the installation. */
    AT_DUE
}
