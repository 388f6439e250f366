package dev.tickover.installer.doctor;

import java.util.Objects;
import java.util.Optional;

/**
 * Is what a check found.
 *
 * @param check the check
 * @param app the application that it is about; empty if it is about the machine
 * @param what what was found, one line
 * @param mend the command that mends it, or what to do where no command does; one line
 */
public record Finding(CheckId check, Optional<String> app, String what, String mend) {

    /** Checks for null. */
    public Finding {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(mend, "mend");
    }

    static Finding ofMachine(CheckId check, String what, String mend) {
        return new Finding(check, Optional.empty(), what, mend);
    }
}
