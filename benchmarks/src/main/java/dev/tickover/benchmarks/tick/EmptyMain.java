package dev.tickover.benchmarks.tick;

/** A program that does nothing: what it costs is what a JVM costs. */
final class EmptyMain {

    private EmptyMain() {}

    /**
     * Does nothing.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        // Nothing, which is the point.
    }
}
