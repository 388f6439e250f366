package dev.tickover.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where things are, on every system, told by values alone (paths are written as on a POSIX system). */
class FoldersTest {

    private static Folders folders(OperatingSystem system, Scope scope, Map<String, String> variables) {
        return new Folders(new Environment(system, variables, Optional.of(Path.of("/home/ada")), "ada", false), scope);
    }

    private static void assertFolders(String state, String runtime, Folders folders) {
        assertEquals(Path.of(state), folders.state("app"));
        assertEquals(Path.of(runtime), folders.runtimes());
    }

    @Test
    void onLinuxTheyFollowTheXdgBaseDirectorySpecification() {
        assertFolders(
                "/home/ada/.local/state/tickover/app",
                "/home/ada/.local/share/tickover/runtime",
                folders(OperatingSystem.LINUX, Scope.USER, Map.of()));
        assertFolders(
                "/s/tickover/app",
                "/d/tickover/runtime",
                folders(OperatingSystem.LINUX, Scope.USER, Map.of("XDG_STATE_HOME", "/s", "XDG_DATA_HOME", "/d")));
    }

    @Test
    void relativeAndEmptyXdgVariablesAreIgnoredAsTheSpecificationAsks() {
        assertFolders(
                "/home/ada/.local/state/tickover/app",
                "/home/ada/.local/share/tickover/runtime",
                folders(OperatingSystem.LINUX, Scope.USER, Map.of("XDG_STATE_HOME", "s", "XDG_DATA_HOME", "")));
    }

    @Test
    void theMachinesOwnFoldersNeedNoHome() {
        Environment homeless = new Environment(OperatingSystem.LINUX, Map.of(), Optional.empty(), "root", true);
        Folders folders = new Folders(homeless, Scope.SYSTEM);
        assertFolders("/var/lib/tickover/app", "/var/lib/tickover/.runtime", folders);
        assertFolders(
                "/Library/Application Support/Tickover/app",
                "/Library/Application Support/Tickover/runtime",
                folders(OperatingSystem.MACOS, Scope.SYSTEM, Map.of()));
    }

    @Test
    void onMacosTheyAreInApplicationSupport() {
        assertFolders(
                "/home/ada/Library/Application Support/Tickover/app",
                "/home/ada/Library/Application Support/Tickover/runtime",
                folders(OperatingSystem.MACOS, Scope.USER, Map.of("XDG_STATE_HOME", "/s")));
    }

    @Test
    void onWindowsTheyAreInTheLocalApplicationData() {
        Map<String, String> variables = Map.of("LOCALAPPDATA", "/u/local", "ProgramData", "/all");
        assertFolders(
                "/u/local/Tickover/app",
                "/u/local/Tickover/runtime",
                folders(OperatingSystem.WINDOWS, Scope.USER, variables));
        assertFolders(
                "/all/Tickover/app",
                "/all/Tickover/runtime",
                folders(OperatingSystem.WINDOWS, Scope.SYSTEM, variables));
        Folders none = folders(OperatingSystem.WINDOWS, Scope.USER, Map.of());
        assertTrue(assertThrows(Folders.NoFolderException.class, none::states)
                .getMessage()
                .contains("LOCALAPPDATA"));
    }

    @Test
    void tickoverHomePutsAllUnderOneFolderOnEverySystem() {
        for (OperatingSystem system : OperatingSystem.values()) {
            assertFolders(
                    "/t/state/app", "/t/runtime", folders(system, Scope.USER, Map.of("TICKOVER_HOME", "/t/x/..")));
        }
    }

    @Test
    void aRelativeTickoverHomeIsAnErrorWithAdvice() {
        Folders folders = folders(OperatingSystem.LINUX, Scope.USER, Map.of("TICKOVER_HOME", "here"));
        Folders.NoFolderException error = assertThrows(Folders.NoFolderException.class, folders::states);
        assertEquals("TICKOVER_HOME is a relative path: here", error.getMessage());
        assertEquals("set it to an absolute path", error.advice());
    }

    @Test
    void withoutAHomeTheErrorSaysWhatToSet() {
        Environment homeless = new Environment(OperatingSystem.LINUX, Map.of(), Optional.empty(), "x", false);
        Folders folders = new Folders(homeless, Scope.USER);
        assertTrue(assertThrows(Folders.NoFolderException.class, folders::states)
                .advice()
                .contains("HOME"));
    }
}
