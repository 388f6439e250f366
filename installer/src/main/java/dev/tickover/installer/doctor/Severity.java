package dev.tickover.installer.doctor;

import java.util.Locale;

/** Says how much a finding matters. */
public enum Severity {
    /** Nothing was found. */
    OK,
    /** Worth knowing; ticks come. */
    NOTE,
    /** Ticks may come late, or stop one day. */
    WARNING,
    /** Ticks do not come. */
    PROBLEM;

    /** {@return the word for it; for example {@code problem}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
