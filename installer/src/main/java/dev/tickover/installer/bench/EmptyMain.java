package dev.tickover.installer.bench;

/** Does nothing: what it costs is what a JVM costs. */
final class EmptyMain {

    private EmptyMain() {}

    /**
     * Does nothing.
     *
     * @param arguments left alone
     */
    public static void main(String[] arguments) {
        // Nothing, which is the point.
    }
}
