package dev.tickover.installer.demo;

import dev.tickover.installer.manifest.Limits;
import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import dev.tickover.schedule.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Is the manifest of the demo's application: as short as one can be, but for an interval below a minute. */
final class DemoManifest {

    static final String APP = "dev.tickover.demo";
    static final String SCHEDULE = "heartbeat";

    private DemoManifest() {}

    static App write(Path file) throws IOException {
        String text = """
                [app]
                id = "%s"

                [schedule.%s]
                every = "%ds"
                spacing = "2s"
                """.formatted(APP, SCHEDULE, Demo.SECONDS);
        Files.writeString(file, text);
        ManifestResult result = new ManifestReader().read(file, new Limits(Duration.ofSeconds(5)));
        if (result instanceof ManifestResult.Valid valid) {
            return valid.app();
        }
        throw new IllegalStateException(((ManifestResult.Invalid) result).text());
    }
}
