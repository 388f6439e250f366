package dev.tickover.testing.backend;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Translation;
import dev.tickover.schedule.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Is what every backend must do alike in folders that people give odd names. */
public interface OddFolderContract {

    /** Returns a user of an OS on which nothing is installed, whose home folder is named so. */
    ContractBench benchIn(String home);

    /** The documents, the state and the program are in it; it is served from one end to the other, or refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë's \"home\"",
                "a & b <c> ]]> &amp;",
                "🎉 日本語",
                "100%h %PATH% $HOME ${x} $(y)",
                "back\\slash",
                "-- -n ; * ~ !",
                "line\r\nend",
                "tab\there"
            })
    default void folderOfAnOddNameIsServedOrRefused(String name) {
        ContractBench bench = benchIn(name);
        App app = app("alma", every("a", 30).build());
        Object before = bench.os().snapshot();
        Deployment deployment = bench.inHome(app);
        Inventory current = bench.inspect("alma");
        Translation translation;
        try {
            translation = bench.backend().translate(deployment);
            bench.succeed(
                    bench.backend().install(translation, current, bench.os().environment()));
        } catch (IllegalArgumentException refused) {
            assertTrue(Optional.ofNullable(refused.getMessage()).orElse("").length() > 20, refused::toString);
            // Control characters nowhere; quotes not on Windows, where no path can hold one.
            assertTrue(name.chars().anyMatch(c -> Character.isISOControl(c) || c == '"'), refused::toString);
            assertEquals(before, bench.os().snapshot());
            return;
        }
        bench.inspect("alma").entries().forEach((entry, found) -> assertEquals(List.of(), found.problems(), entry));
        assertEquals(
                List.of(),
                bench.backend()
                        .install(translation, bench.inspect("alma"), bench.os().environment())
                        .steps());
        List<String> words = new ArrayList<>(deployment.tickCommand());
        words.add("a");
        boolean told = translation.entries().stream()
                .allMatch(entry -> entry.losses().stream().anyMatch(loss -> loss.startsWith("command")));
        if (!told) {
            List<String> run = bench.os().wordsRunBy(translation, "a");
            // By way of env(1), where a scheduler takes no such name for a program's.
            assertEquals(words, run.get(0).equals("/usr/bin/env") ? run.subList(1, run.size()) : run);
        }
        bench.succeed(bench.removal("alma"));
        assertEquals(before, bench.os().snapshot());
    }
}
