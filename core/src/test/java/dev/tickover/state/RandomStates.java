package dev.tickover.state;

import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.PastPause;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Draws states with everything in them that a state can hold, odd texts included. */
final class RandomStates {

    private static final List<String> TEXTS = List.of(
            "", " ", "a=b", "two\nlines\r\n", "back\\slash\\n", "crc32=0", "\ncrc32=1\n", "ümläut 🙂", "x\u0000\u007f");

    private final Random random;

    RandomStates(long seed) {
        random = new Random(seed);
    }

    ScheduleState state() {
        return ScheduleState.fresh(instant())
                .with()
                .servedThrough(maybe(this::instant))
                .lastStart(maybe(this::stamp))
                .coversUntil(maybe(this::instant))
                .lastTickId(maybe(this::text))
                .wakes(some(() -> new Wake(text(), instant())))
                .inFlight(some(() -> new InFlight(tick(), stamp(), text(), maybe(this::stamp))))
                .redeliveries(some(() -> new Redelivery(tick(), instant(), reason(), random.nextBoolean())))
                .paused(maybe(this::instant), maybe(() -> random.nextBoolean() ? Instant.MAX : instant()))
                .pastPauses(some(() -> new PastPause(instant(), instant())))
                .turn(maybe(this::instant))
                .era(random.nextInt(5))
                .build();
    }

    private Tick tick() {
        return new Tick(text(), instant(), text(), some(this::text), random.nextInt(9), 1, random.nextInt(3));
    }

    private Reason reason() {
        Reason.Kind[] kinds = Reason.Kind.values();
        return new Reason(kinds[random.nextInt(kinds.length)], text());
    }

    private Stamp stamp() {
        return new Stamp(instant(), Duration.ofMillis(random.nextInt(1 << 30)), text());
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong() % 4_000_000_000_000L);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(10);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
