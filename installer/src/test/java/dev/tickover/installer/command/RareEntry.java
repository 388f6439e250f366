package dev.tickover.installer.command;

import dev.tickover.simulation.EntryModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Is an entry of an OS scheduler that promises to start within a second, and starts three hours after the last time. */
final class RareEntry implements EntryModel {

    private static final Duration SELDOM = Duration.ofHours(3);

    private Instant next;

    @Override
    public void loaded(Instant now, ZoneId zone, boolean installed) {
        next = now;
    }

    @Override
    public void resumed(Instant now) {}

    @Override
    public void stepped(Duration by, Instant now) {}

    @Override
    public void moved(ZoneId zone, Instant now) {}

    @Override
    public Optional<Instant> next() {
        return Optional.of(next);
    }

    @Override
    public boolean reached(Instant now) {
        next = now.plus(SELDOM);
        return true;
    }

    @Override
    public void ended(Instant now) {}

    @Override
    public Duration lateness() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration recovery() {
        return Duration.ofSeconds(1);
    }
}
