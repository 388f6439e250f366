package dev.tickover.installer.doctor;

import java.util.List;

/**
 * Is what a fix has done.
 *
 * @param done what was done, one line each; empty if there was nothing to do
 * @param undo how to take it back, one line
 */
public record FixResult(List<String> done, String undo) {

    /** Copies the list. */
    public FixResult {
        done = List.copyOf(done);
    }
}
