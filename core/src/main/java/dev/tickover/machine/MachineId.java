package dev.tickover.machine;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells this machine from others. */
public final class MachineId {

    private MachineId() {}

    /**
     * Reads the machine's id: {@code /etc/machine-id} (machine-id(5)), else its host name.
     *
     * @return an opaque text, the same at every call as long as the machine is not renamed; empty if nothing tells
     */
    public static String read() {
        String id = SmallFiles.readOrEmpty("/etc/machine-id").strip();
        if (!id.isEmpty()) {
            return id;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
