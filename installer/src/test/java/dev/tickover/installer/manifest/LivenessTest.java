package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.OnHung;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private static String manifest(String start, String liveness) {
        return "[app]\nid = \"a\"\n" + start + "\n[liveness]\n" + liveness + "\n[schedule.s]\nevery = \"1h\"\n";
    }

    @Test
    void eachAnswerToAHungHostAsksForWhatItNeeds() {
        assertEquals(List.of("[app] start is missing"), problems(manifest("", "on-hung = \"restart\"")));
        assertEquals(List.of("notify is missing"), problems(manifest("", "on-hung = \"notify\"")));
        assertEquals(
                List.of("it runs only with on-hung = \"notify\""),
                problems(manifest("start = [\"/x\"]", "on-hung = \"restart\"\nnotify = [\"/x\"]")));
    }

    @Test
    void eachAnswerReachesTheApplication() {
        ManifestResult restart = read(manifest("start = [\"/x\"]", "on-hung = \"restart\""));
        assertEquals(OnHung.RESTART, Manifests.valid(restart).app().liveness().onHung());
        ManifestResult notify = read(manifest("", "on-hung = \"notify\"\nnotify = [\"/x\", \"y\"]"));
        assertEquals(
                List.of("/x", "y"), Manifests.valid(notify).app().liveness().notifyCommand());
    }

    private static ManifestResult read(String text) {
        return new ManifestReader().read(text, Manifests.SOURCE);
    }

    private static List<String> problems(String text) {
        return ((ManifestResult.Invalid) read(text))
                .errors().stream().map(ManifestError::problem).toList();
    }

    @Test
    void livenessIsChecked() {
        Manifests.assertTextRefused(
                manifest("", "sweep = \"30s\""), ":5: liveness.sweep = \"30s\": too short; allowed: \"1m\" to \"1d\"");
        Manifests.assertTextRefused(
                manifest("", "sweep = \"25h\""), ":5: liveness.sweep = \"25h\": too long; allowed: \"1m\" to \"1d\"");
        Manifests.assertTextRefused(
                manifest("", "stale-after = \"0s\""),
                ":5: liveness.stale-after = \"0s\": too short; allowed: \"1s\" to \"7d\"");
        Manifests.assertTextRefused(
                manifest("", "on-hung = \"kill\""),
                ":5: liveness.on-hung = \"kill\": not one of its words; allowed: \"report\", \"restart\", \"notify\"");
    }
}
