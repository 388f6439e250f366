package dev.tickover.installer.demo;

import java.io.IOException;
import java.util.List;

/** Is what pulses in the demo: the machine's scheduler, or the foreground runner. */
interface DemoScheduler {

    /** Says what it is, for people. */
    String name();

    /** Installs the demo's manifest, with pulses as short as its interval; returns lines for people. */
    List<String> install() throws IOException;

    /** Says in the scheduler's own words what is in force; empty if it has none. */
    List<String> show();

    /** Removes everything; may be called at any time, and twice. */
    List<String> uninstall() throws IOException;
}
