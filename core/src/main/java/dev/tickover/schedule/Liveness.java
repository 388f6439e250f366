package dev.tickover.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Says when an application's host counts as hung, and what follows.
 *
 * @param staleAfter how long work may go without progress, in awake time; positive
 * @param onHung what is done about a hung host
 * @param notifyCommand the command that {@link OnHung#NOTIFY} runs; empty otherwise
 * @param sweep the period of the sweep, at least a minute
 */
public record Liveness(Duration staleAfter, OnHung onHung, List<String> notifyCommand, Duration sweep) {

    /** What holds for an application that says nothing of liveness. */
    public static final Liveness DEFAULT =
            new Liveness(Duration.ofSeconds(120), OnHung.REPORT, List.of(), Duration.ofMinutes(15));

    /** Checks for null and copies the command. */
    public Liveness {
        Objects.requireNonNull(staleAfter, "staleAfter");
        Objects.requireNonNull(onHung, "onHung");
        notifyCommand = List.copyOf(notifyCommand);
        Objects.requireNonNull(sweep, "sweep");
    }
}
