package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    /** Those of errno and sysexits that launchctl was seen to end with, and those that {@code launchctl error} knows. */
    private static final List<Integer> SEEN = List.of(0, 1, 3, 5, 17, 36, 37, 64, 78, 161);

    @Test
    void everyCodeThatWasSeenHasAMeaningAndAnAdvice() {
        IntStream.concat(SEEN.stream().mapToInt(code -> code), IntStream.rangeClosed(107, 159))
                .forEach(code -> {
                    LaunchctlExit known = LaunchctlExit.of(code).orElseThrow(() -> new AssertionError(code));
                    assertEquals(code, known.code());
                    assertFalse(known.meaning().isBlank(), known.name());
                    assertFalse(known.advice().isBlank(), known.name());
                });
        assertEquals(SEEN.size() + 53, LaunchctlExit.values().length);
        assertEquals(
                LaunchctlExit.values().length,
                Arrays.stream(LaunchctlExit.values())
                        .map(LaunchctlExit::code)
                        .distinct()
                        .count());
    }

    @Test
    void unknownCodeIsLookedUpByLaunchctlItself() {
        assertEquals("look it up with: launchctl error 163", LaunchctlExit.explain(163));
    }

    @Test
    void failedCommandsOfLaunchctlAreExplained() {
        LaunchdBackend backend = new LaunchdBackend();
        Command bootstrap = Launchctl.command("bootstrap", "gui/501", "/x");
        assertEquals(
                Optional.of(LaunchctlExit.explain(161)),
                backend.explain(bootstrap, new CommandResult.Exited(161, "", "Bootstrap failed")));
        assertTrue(LaunchctlExit.explain(161).contains("Login Items"));
        assertTrue(
                backend.explain(bootstrap, new CommandResult.TimedOut("", "")).isPresent());
        assertEquals(Optional.empty(), backend.explain(bootstrap, new CommandResult.Exited(0, "", "")));
        assertEquals(Optional.empty(), backend.explain(Command.of("mkdir", "x"), new CommandResult.Exited(1, "", "")));
    }
}
