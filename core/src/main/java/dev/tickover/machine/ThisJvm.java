package dev.tickover.machine;

/** Knows the JVM that this program runs in. */
public final class ThisJvm {

    private ThisJvm() {}

    /** {@return what classes are taken from: the class path; empty if there is none} */
    public static String classPath() {
        return System.getProperty("java.class.path", "");
    }

    /**
     * Tells whether a class archive is in use. HotSpot says so itself: its mode of execution ends with {@code sharing}.
     *
     * @return true if there is one, that of the JDK or another
     */
    public static boolean hasArchive() {
        return System.getProperty("java.vm.info", "").contains("sharing");
    }

    /** {@return the version of Java: the version, as {@code 17.0.15}} */
    public static String version() {
        return System.getProperty("java.version", "");
    }
}
