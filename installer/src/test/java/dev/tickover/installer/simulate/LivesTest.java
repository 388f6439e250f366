package dev.tickover.installer.simulate;

import static org.junit.jupiter.api.Assertions.fail;

import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays random lives on all three OS models: the invariants hold in each. A failing one is told in its shortest form. */
class LivesTest {

    private static final int LIVES = 1000;
    private static final int COMPARED = 400;

    @ParameterizedTest
    @EnumSource
    void noLifeBreaksAnInvariant(OsModel model) {
        for (long seed = 1; seed <= LIVES; seed++) {
            assertHolds(RandomLife.of(seed), life -> life.play(model).violations(), model);
        }
    }

    @Test
    void noLifeWithStartIntervalBreaksAnInvariant() {
        LaunchdOptions options = new LaunchdOptions(Optional.empty(), true);
        for (long seed = 200_001; seed <= 200_000 + COMPARED; seed++) {
            assertHolds(
                    RandomLife.of(seed),
                    life -> life.play(OsModel.LAUNCHD, options).violations(),
                    OsModel.LAUNCHD);
        }
    }

    /** I4 */
    @ParameterizedTest
    @EnumSource
    void noWakeDelaysADueInstant(OsModel model) {
        for (long seed = 100_001; seed <= 100_000 + COMPARED; seed++) {
            RandomLife life = RandomLife.of(seed);
            if (life.isComparableWithoutWakes()) {
                assertHolds(life, each -> differences(each, model), model);
            }
        }
    }

    private static List<Violation> differences(RandomLife life, OsModel model) {
        SimulatedMachine with = life.play(model);
        SimulatedMachine without = life.withoutWakes().play(model);
        // What comes due at the end of active hours may wait for the next opening, a day later.
        boolean hours = life.schedules().stream().anyMatch(each -> each.active().isPresent());
        Instant until = with.clocks().wall().minus(Duration.ofHours(hours ? 27 : 2));
        List<Violation> violations = new ArrayList<>();
        with.schedules()
                .forEach(live -> violations.addAll(
                        with.invariants(live).checkWakesDelayNothing(with.trace(), without.trace(), until)));
        return violations;
    }

    private static void assertHolds(RandomLife life, Function<RandomLife, List<Violation>> check, OsModel model) {
        if (isWhole(life, check)) {
            return;
        }
        RandomLife fewest = life;
        for (int i = fewest.happenings().size() - 1; i >= 0; i--) {
            List<Happening> fewer = new ArrayList<>(fewest.happenings());
            fewer.remove(i);
            if (!isWhole(fewest.with(fewer), check)) {
                fewest = fewest.with(fewer);
                i = fewest.happenings().size();
            }
        }
        fail(model + " " + fewest + "\n" + check.apply(fewest));
    }

    private static boolean isWhole(RandomLife life, Function<RandomLife, List<Violation>> check) {
        try {
            return check.apply(life).isEmpty();
        } catch (RuntimeException thrown) {
            throw new AssertionError(life.toString(), thrown);
        }
    }
}
