package dev.tickover.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no rights of this kind")
class PlanExecutorTest {

    private static final PlanStep FAIL = command("fail");

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    @Test
    void stepsAreCarriedOutInTheirOrderAndTold() throws Exception {
        Files.writeString(folder.resolve("old"), "x");
        List<String> told = new ArrayList<>();
        executor(told)
                .apply(new Plan(List.of(write("deep/er/new", "ä"), delete("old"), afterUndo("back"), command("go"))));
        assertEquals("ä", Files.readString(folder.resolve("deep/er/new")));
        assertFalse(Files.exists(folder.resolve("old")));
        assertEquals(List.of("go"), log);
        assertEquals(
                List.of("write " + folder.resolve("deep/er/new"), "delete " + folder.resolve("old"), "do go"), told);
    }

    @Test
    void failureTakesBackWhatWasWrittenDeletedAndMade() throws Exception {
        Files.writeString(folder.resolve("changed"), "before");
        Files.setPosixFilePermissions(folder.resolve("changed"), PosixFilePermissions.fromString("rw-r-----"));
        Files.write(folder.resolve("deleted"), new byte[] {0, (byte) 0xff, '\r', '\n'});
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
        Files.createDirectory(folder.resolve("kept"));
        StepFailedException failed = fails(
                write("changed", "after"),
                delete("deleted"),
                write("link", "no link"),
                delete("never-there"),
                write("made/and/made/new", "x"),
                write("made/other", "x"),
                write("kept/new", "x"),
                FAIL);
        assertEquals("could not do fail: `fail`: exit code 1: told to", failed.getMessage());
        assertFalse(failed.isNotPermitted());
        assertEquals("before", Files.readString(folder.resolve("changed")));
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("changed"))));
        assertTrue(
                Arrays.equals(new byte[] {0, (byte) 0xff, '\r', '\n'}, Files.readAllBytes(folder.resolve("deleted"))));
        assertEquals(Path.of("/dev/null"), Files.readSymbolicLink(folder.resolve("link")));
        assertEquals(List.of("changed", "deleted", "kept", "link"), names(folder));
        assertEquals(List.of(), names(folder.resolve("kept")));
    }

    @Test
    void commandsAreUndoneLastFirstTheOneThatFailedToo() {
        fails(
                afterUndo("at-last"),
                afterUndo("undo-one"),
                command("one"),
                command("two"),
                afterUndo("undo-fail"),
                FAIL,
                afterUndo("undo-never"),
                command("never"));
        assertEquals(List.of("one", "two", "fail", "undo-fail", "undo-one", "at-last"), log);
    }

    @Test
    void afterUndoRunsWhenTheFilesAreBack() throws Exception {
        Files.writeString(folder.resolve("unit"), "before");
        List<String> seen = new ArrayList<>();
        PlanExecutor executor = new PlanExecutor(
                command -> {
                    try {
                        seen.add(command.text() + " " + Files.readString(folder.resolve("unit")));
                    } catch (IOException gone) {
                        throw new AssertionError(gone);
                    }
                    return new CommandResult.Exited(command.text().equals("fail") ? 1 : 0, "", "");
                },
                step -> {});
        Plan plan = new Plan(List.of(afterUndo("reload"), write("unit", "after"), FAIL));
        assertThrows(StepFailedException.class, () -> executor.apply(plan));
        assertEquals(List.of("fail after", "reload before"), seen);
    }

    @Test
    void nothingIsUndoneThatWasUndoneBefore() {
        PlanExecutor executor = executor(new ArrayList<>());
        Plan plan = new Plan(List.of(afterUndo("undo-one"), command("one"), FAIL));
        assertThrows(StepFailedException.class, () -> executor.apply(plan));
        log.clear();
        assertEquals(List.of(), executor.rollBack());
        assertEquals(List.of(), log);
    }

    @Test
    void severalPlansAreOneTransaction() throws Exception {
        PlanExecutor executor = executor(new ArrayList<>());
        executor.apply(new Plan(List.of(afterUndo("undo-one"), command("one"))));
        Plan second = new Plan(List.of(afterUndo("undo-two"), command("two"), FAIL));
        assertThrows(StepFailedException.class, () -> executor.apply(second));
        assertEquals(List.of("one", "two", "fail", "undo-two", "undo-one"), log);
    }

    @Test
    void undoThatFailsIsToldAndTheOthersGoOn() {
        StepFailedException failed = fails(afterUndo("undo-one"), afterUndo("fail"), FAIL);
        assertEquals(
                "could not do fail: `fail`: exit code 1: told to; could not be undone: `fail`: exit code 1: told to",
                failed.getMessage());
        assertEquals(List.of("`fail`: exit code 1: told to"), failed.notUndone());
        assertEquals(List.of("fail", "fail", "undo-one"), log);
    }

    @Test
    void otherExitCodesMayBeAccepted() throws Exception {
        PlanStep step = new PlanStep.Run(Command.of("fail"), "try", Set.of(0, 1));
        executor(new ArrayList<>()).apply(new Plan(List.of(step)));
        assertEquals(List.of("fail"), log);
    }

    @Test
    void everyKindOfStepDescribesItselfAndHowOftenItIsRepeated() {
        Repetition thrice = new Repetition(Set.of(5), 3, Duration.ZERO, Optional.empty());
        assertEquals(
                List.of(
                        "would write  " + folder.resolve("a"),
                        "would delete " + folder.resolve("b"),
                        "would run    go",
                        "would run    wait (up to 3 times)",
                        "on failure   back",
                        "on failure   back (up to 3 times)"),
                List.of(
                                write("a", "x"),
                                delete("b"),
                                command("go"),
                                new PlanStep.Run(Command.of("wait"), "wait", Set.of(0), thrice),
                                afterUndo("back"),
                                new PlanStep.AfterUndo(Command.of("back"), Set.of(0), thrice))
                        .stream()
                        .map(PlanStep::describe)
                        .toList());
    }

    @Test
    void fileThatCannotBeWrittenIsNamedWithTheReason() throws Exception {
        Files.createDirectories(folder.resolve("unit/full"));
        StepFailedException failed = fails(write("first", "x"), write("unit", "x"));
        assertTrue(failed.getMessage().contains(folder.resolve("unit").toString()), failed::getMessage);
        assertEquals(List.of("unit"), names(folder));
    }

    @Test
    void newFilesOfThePrivateFolderAreForTheirOwnerAlone() throws Exception {
        Path secret = folder.resolve("state");
        new PlanExecutor(this::run, step -> {}, Optional.of(secret))
                .apply(new Plan(List.of(write("state/app.conf", "x"))));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.resolve("app.conf"))));
    }

    private StepFailedException fails(PlanStep... steps) {
        PlanExecutor executor = executor(new ArrayList<>());
        return assertThrows(StepFailedException.class, () -> executor.apply(new Plan(List.of(steps))));
    }

    private PlanExecutor executor(List<String> told) {
        return new PlanExecutor(this::run, told::add);
    }

    private CommandResult run(Command command) {
        log.add(command.text());
        return command.text().equals("fail")
                ? new CommandResult.Exited(1, "", "told to")
                : new CommandResult.Exited(0, "", "");
    }

    private PlanStep write(String name, String content) {
        return new PlanStep.Write(new Document(folder.resolve(name), content, StandardCharsets.UTF_8));
    }

    private PlanStep delete(String name) {
        return new PlanStep.Delete(folder.resolve(name));
    }

    private static PlanStep command(String name) {
        return new PlanStep.Run(Command.of(name), "do " + name, Set.of(0));
    }

    private static PlanStep afterUndo(String name) {
        return new PlanStep.AfterUndo(Command.of(name));
    }

    private static List<String> names(Path of) throws IOException {
        try (java.util.stream.Stream<Path> paths = Files.list(of)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
