package dev.tickover.installer.manifest;

/** Ends the scan of one line; the scanner goes on with the next. Never leaves the scanner, so it needs no trace. */
final class TomlFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String advice;

    TomlFault(int line, String problem, String advice) {
        super(problem, null, false, false);
        this.line = line;
        this.advice = advice;
    }

    int line() {
        return line;
    }

    String problem() {
        return getMessage();
    }

    String advice() {
        return advice;
    }
}
