package dev.tickover.machine;

/** Names the systems whose schedulers Tickover knows. */
public enum OperatingSystem {
    /** Linux. */
    LINUX,
    /** macOS. */
    MACOS,
    /** Windows 10 and later. */
    WINDOWS,
    /** Anything else: only the foreground runner works. */
    OTHER;

    /**
     * Reads the system from the name that the JVM gives it.
     *
     * @param osName the value of the system property {@code os.name}
     * @return the system
     */
    public static OperatingSystem of(String osName) {
        if (osName.startsWith("Linux")) {
            return LINUX;
        }
        if (osName.startsWith("Mac") || osName.startsWith("Darwin")) {
            return MACOS;
        }
        return osName.startsWith("Windows") ? WINDOWS : OTHER;
    }
}
