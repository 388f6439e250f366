package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.importing.Source;
import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.importing.Drafts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports of texts and files, and the manifests that they result in. */
final class Imports {

    private Imports() {}

    static ImportResult text(String fileName, String text) {
        return sources(new Source(fileName, Optional.of(Path.of(fileName)), text));
    }

    static ImportResult file(Path file) {
        return sources(SourceReader.read(file, file.getFileName().toString()));
    }

    static ImportResult sources(Source... sources) {
        Environment environment =
                new Environment(OperatingSystem.LINUX, Map.of(), Optional.of(Path.of("/home/me")), "me", false);
        return new Importer(environment, Drafts.NOW, Optional.empty()).run("test", List.of(sources));
    }

    /** Reads the manifest as any command does. */
    static App app(ImportResult result) {
        ManifestResult read = new ManifestReader().read(result.manifest(), "manifest");
        return assertInstanceOf(ManifestResult.Valid.class, read, () -> read + "\n" + result.manifest())
                .app();
    }

    /** Returns the only schedule; nothing else may stand in the source. */
    static Schedule only(ImportResult result) {
        assertEquals(1, result.entries().size(), result::toString);
        assertEquals(Optional.empty(), result.entries().get(0).obstacle());
        App app = app(result);
        assertEquals(1, app.schedules().size());
        return app.schedules().get(0);
    }

    /** Returns the only entry, which could not be carried over. */
    static Carried left(ImportResult result) {
        assertEquals(1, result.entries().size(), result::toString);
        assertEquals("", result.manifest());
        return result.entries().get(0);
    }
}
