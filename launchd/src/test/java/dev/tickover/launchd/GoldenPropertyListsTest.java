package dev.tickover.launchd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.machine.Scope;
import dev.tickover.testing.backend.GoldenApp;
import dev.tickover.testing.backend.GoldenDocuments;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares whole property lists with files that a reviewer can read. */
class GoldenPropertyListsTest {

    private final LaunchdBackend backend = new LaunchdBackend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void propertyListsAreAsTheirGoldenFiles(GoldenApp sample) throws IOException {
        GoldenDocuments.assertGolden(sample, backend.translate(Deployments.MAC.of(sample)));
    }

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void translationIsDeterministic(GoldenApp sample) {
        assertEquals(backend.translate(Deployments.MAC.of(sample)), backend.translate(Deployments.MAC.of(sample)));
    }

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void everyPropertyListIsReadBackAndSatisfiesTheKeyTable(GoldenApp sample) throws Exception {
        for (Document document : backend.translate(Deployments.MAC.of(sample)).documents()) {
            PropertyList list = PropertyListReader.read(document.content());
            assertEquals(List.of(), JobRules.violations(document.path(), list), document.content());
        }
    }

    @Test
    void argumentWithAControlCharacterIsRefused() {
        for (String argument : List.of("a\nb", "a\r\nb", "a\tb", "a\u0001b", "a\u007fb")) {
            Deployment deployment = Deployments.MAC.of(
                    app("alma", every("a", 30).build()),
                    Scope.USER,
                    Deployments.MAC.folder(),
                    List.of("/bin/x", argument));
            String message = assertThrows(IllegalArgumentException.class, () -> backend.translate(deployment))
                    .getMessage();
            assertTrue(message.endsWith(": a" + "\ufffd".repeat(argument.length() - 2) + "b"), message);
        }
    }
}
