package dev.tickover.testing.backend;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Plan;
import dev.tickover.schedule.App;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fails every backend's plans at each of their commands, before and after its work: all that was there is back, byte for
 * byte, and the next attempt works.
 */
public interface RollBackContract {

    /** Returns a user of an OS on which nothing is installed. */
    ContractBench freshBench();

    /** Another application is there, which must not notice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void failedFirstInstallationLeavesNothing(boolean whenDone) {
        App wanted = app("alma", every("a", 30).build(), every("b", 60).build());
        assertRolledBack(
                bench -> bench.install(app("alma.b", every("a", 30).build())),
                bench -> bench.installation(wanted),
                whenDone);
    }

    /** One entry is changed, one new, one gone, one was edited and one disabled by hand: so they are afterwards. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void failedUpgradeBringsTheFormerStateBack(boolean whenDone) {
        App wanted = app(
                "alma",
                every("changed", 15).build(),
                every("edited", 20).build(),
                every("disabled", 20).build(),
                every("new", 10).build());
        assertRolledBack(RollBackContract::arrange, bench -> bench.installation(wanted), whenDone);
    }

    /** What was edited and disabled by hand is so afterwards, too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void failedRemovalBringsTheFormerStateBack(boolean whenDone) {
        assertRolledBack(RollBackContract::arrange, bench -> bench.removal("alma"), whenDone);
    }

    private static void arrange(ContractBench bench) {
        App former = app(
                "alma",
                every("changed", 30).build(),
                every("gone", 30).build(),
                every("edited", 20).build(),
                every("disabled", 20).build());
        bench.install(former);
        bench.os().edit(bench.entry(former, "edited").osName());
        bench.os().disable(bench.entry(former, "disabled").osName());
    }

    /** A command whose failure a plan accepts fails nothing: then the plan must have reached its end. */
    private void assertRolledBack(
            Consumer<ContractBench> arrange, Function<ContractBench, Plan> planned, boolean whenDone) {
        int failures = 0;
        for (int failing = 0; ; failing++) {
            ContractBench bench = freshBench();
            arrange.accept(bench);
            Object before = bench.os().snapshot();
            Plan plan = planned.apply(bench);
            bench.os().failAt(failing, whenDone);
            Optional<String> failure = bench.apply(plan);
            if (bench.os().log().size() <= failing) {
                assertEquals(Optional.empty(), failure, "no command was told to fail");
                break;
            }
            if (failure.isPresent()) {
                failures++;
                assertEquals(
                        before,
                        bench.os().snapshot(),
                        "command " + failing + " failed: " + bench.os().log());
            }
            bench.succeed(planned.apply(bench));
            assertEquals(Plan.NOTHING, planned.apply(bench), "command " + failing);
        }
        assertTrue(failures > 0, "no failure of any command failed the plan");
    }
}
