package dev.tickover.installer.manifest;

import static dev.tickover.installer.manifest.Manifests.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.LaunchdOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchdOptionsTest {

    private static final String HOURLY = "every = \"1h\"\n[launchd]\n";

    @Test
    void withoutTheTableNothingIsAskedOfLaunchd() {
        assertEquals(
                LaunchdOptions.NONE,
                Manifests.app(Manifests.schedule("every = \"1h\"")).launchd());
    }

    @Test
    void bundleIdentifierIsTakenOrRefusedWithItsForm() {
        assertEquals(
                new LaunchdOptions(Optional.of("com.example.alma"), false),
                Manifests.app(Manifests.schedule(HOURLY + "bundle-id = \"com.example.alma\""))
                        .launchd());
        assertRefused(
                HOURLY + "bundle-id = \"Alma & Söhne\"",
                "6: launchd.bundle-id = \"Alma & Söhne\": no bundle identifier; allowed: words of letters, digits and"
                        + " hyphens with dots between, such as \"com.example.alma\"");
    }

    @Test
    void startIntervalIsTakenWithAWarning() {
        ManifestResult.Valid valid = Manifests.valid(Manifests.schedule(HOURLY + "start-interval = true"));
        assertEquals(true, valid.app().launchd().startInterval());
        assertEquals(List.of("launchd.start-interval: " + LaunchdReader.WARNING), valid.notes());
        assertEquals(
                List.of(),
                Manifests.valid(Manifests.schedule(HOURLY + "start-interval = false"))
                        .notes());
    }

    @Test
    void startIntervalGoesWithEvery() {
        assertRefused(
                "cron = \"@daily\"\n[launchd]\nstart-interval = true",
                "6: launchd.start-interval = true: no schedule has every; remove it; cron is always a calendar");
    }
}
