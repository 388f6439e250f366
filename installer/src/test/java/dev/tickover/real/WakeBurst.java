package dev.tickover.real;

/** Is a process that sends several wakes, one after another, each as the command would. */
public final class WakeBurst {

    private WakeBurst() {}

    /**
     * Sends them.
     *
     * @param arguments the application's id, its schedule, and how many
     */
    public static void main(String[] arguments) {
        for (int i = 1; i < Integer.parseInt(arguments[2]); i++) {
            ShortIntervals.run("wake", arguments[0], arguments[1], "--reason", "exec-event");
        }
        System.exit(ShortIntervals.run("wake", arguments[0], arguments[1], "--reason", "exec-event"));
    }
}
