package dev.tickover.testing.backend;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Is what every backend's {@code translate} must do alike. */
public interface TranslationContract {

    /** Returns a user of an OS on which nothing is installed. */
    ContractBench freshBench();

    /** Translates twice, with two backends, and looks whether a command was run or a file written. */
    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    default void translationIsTheSameEachTimeAndTouchesNothing(GoldenApp golden) {
        ContractBench bench = freshBench();
        Object before = bench.os().snapshot();
        bench.os().failAt(-1, false);
        Deployment deployment = bench.deployment(golden.application(), golden.scope());
        Translation translation = bench.backend().translate(deployment);
        assertEquals(translation, bench.backend().translate(deployment));
        assertEquals(
                translation,
                new ContractBench(freshBench().backend(), bench.os()).backend().translate(deployment));
        assertEquals(List.of(), bench.os().log());
        assertEquals(before, bench.os().snapshot());
    }

    /** Also looks whether their names and documents are all different. */
    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    default void eachEnabledScheduleAndTheSweepHasOneEntry(GoldenApp golden) {
        ContractBench bench = freshBench();
        App app = golden.application();
        Translation translation = bench.backend().translate(bench.deployment(app, golden.scope()));
        List<String> names = new ArrayList<>(app.schedules().stream()
                .filter(Schedule::enabled)
                .map(Schedule::name)
                .toList());
        names.add(Schedule.SWEEP);
        assertEquals(
                names,
                translation.entries().stream().map(Translation.Entry::name).toList());
        List<String> osNames =
                translation.entries().stream().map(Translation.Entry::osName).toList();
        assertEquals(osNames.size(), new HashSet<>(osNames).size(), osNames::toString);
        List<Document> documents = translation.documents();
        translation.entries().forEach(entry -> assertFalse(entry.documents().isEmpty(), entry.name()));
        assertEquals(
                documents.size(),
                documents.stream().map(Document::path).distinct().count());
    }

    /** A pulse a second at most, and a lateness that is shorter than the schedule's own rhythm or a day or two. */
    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    default void costAndLatenessAreToldAndSane(GoldenApp golden) {
        ContractBench bench = freshBench();
        Deployment deployment = bench.deployment(golden.application(), golden.scope());
        for (Translation.Entry entry : bench.backend().translate(deployment).entries()) {
            assertFalse(entry.triggers().isEmpty(), entry::toString);
            assertTrue(entry.pulsesPerHour() > 0 && entry.pulsesPerHour() <= 60, entry::toString);
            for (Duration lateness : List.of(entry.worstLateness(), entry.afterWake(), entry.afterBoot())) {
                assertTrue(lateness.compareTo(Duration.ZERO) > 0, entry::toString);
                assertTrue(lateness.compareTo(Duration.ofHours(2)) <= 0, entry::toString);
            }
            for (String line : entry.losses()) {
                assertTrue(line.equals(line.strip()) && line.length() > 10, line);
            }
            entry.losses().forEach(TranslationContract::assertOneLine);
            entry.triggers().forEach(TranslationContract::assertOneLine);
        }
    }

    /** An application of which nothing is enabled costs no pulse. */
    @Test
    default void applicationWithoutAnEnabledScheduleHasNoEntry() {
        App app = app("alma", every("off", 30).enabled(false).build());
        assertEquals(List.of(), freshBench().translate(app).entries());
    }

    /** What the OS would do to a word it cannot carry is told as a loss, or the word is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "",
                "\"q\"",
                "it's",
                "100%",
                "%h",
                "%PATH%",
                "$HOME",
                "${HOME}",
                "$(Arg0)",
                "ÄÖÜ ß",
                "日本語",
                "🎉",
                "a & b",
                "<x>",
                "]]>",
                "&amp;",
                "<!-- -->",
                "--",
                ";",
                "*",
                "~",
                "back\\slash",
                "\\",
                "ends in \\",
                "a\\\"b",
                "tab\there",
                "line\nend",
                "line\r\nend",
                "a\u0001b"
            })
    default void wordOfTheCommandArrivesOrIsRefused(String word) {
        ContractBench bench = freshBench();
        App app = app("alma", every("a", 30).build());
        List<String> command = List.of("/opt/java", word, "last");
        Translation translation;
        try {
            translation = bench.backend().translate(bench.deployment(app, Scope.USER, command));
        } catch (IllegalArgumentException refused) {
            assertTrue(Optional.ofNullable(refused.getMessage()).orElse("").length() > 20, refused::toString);
            return;
        }
        boolean told = translation.entries().stream()
                .allMatch(entry -> entry.losses().stream().anyMatch(loss -> loss.startsWith("command")));
        if (!told) {
            assertEquals(List.of("/opt/java", word, "last", "a"), bench.os().wordsRunBy(translation, "a"));
            assertEquals(
                    List.of("/opt/java", word, "last", Schedule.SWEEP),
                    bench.os().wordsRunBy(translation, Schedule.SWEEP));
        }
    }

    private static void assertOneLine(String text) {
        assertEquals(1, text.lines().count(), text);
    }
}
