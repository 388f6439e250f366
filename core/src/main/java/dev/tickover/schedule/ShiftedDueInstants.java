package dev.tickover.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/** Shifts every due instant of a recurrence by the same time, so that they keep their order and distances. */
record ShiftedDueInstants(Recurrence recurrence, ZoneId machineZone, Duration offset) implements DueInstants {

    ShiftedDueInstants {
        Objects.requireNonNull(recurrence, "recurrence");
        Objects.requireNonNull(machineZone, "machineZone");
        if (offset.isNegative() || offset.getNano() != 0) {
            throw new IllegalArgumentException("an offset is whole seconds and not negative: " + offset);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long earliest = Instant.MIN.getEpochSecond() + offset.getSeconds();
        Instant unshifted = after.getEpochSecond() <= earliest ? Instant.MIN : after.minus(offset);
        Optional<Instant> next = recurrence.next(unshifted, machineZone);
        if (next.isEmpty() || next.get().getEpochSecond() + offset.getSeconds() >= GregorianDays.END_OF_TIME) {
            return Optional.empty();
        }
        return Optional.of(next.get().plus(offset));
    }
}
