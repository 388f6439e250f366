package dev.tickover.installer;

import java.io.PrintWriter;

/** Starts the tickover command. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param args what the user typed
     */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    static int run(PrintWriter out, PrintWriter err, String[] args) {
        for (String argument : args) {
            out.println(argument);
        }
        err.println("tickover: no command yet");
        return 2;
    }
}
