package dev.tickover.installer.bench;

import java.util.Locale;
import java.util.Optional;

/** Is a part of the bench that can be run without the others. */
public enum Section {
    /** What a tick costs. */
    TICKS,
    /** What a round trip to a host costs. */
    SOCKETS,
    /** What grows with the number of schedules. */
    GROWTH,
    /** How late a real timer's ticks reach their handler. */
    TIMER,
    /** What working out a due instant costs. */
    DECISIONS;

    /** {@return its name on the command line; for example {@code timer}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a section by its name.
     *
     * @param word the name
     * @return the section; empty if there is none
     */
    public static Optional<Section> of(String word) {
        for (Section section : values()) {
            if (section.word().equals(word)) {
                return Optional.of(section);
            }
        }
        return Optional.empty();
    }
}
