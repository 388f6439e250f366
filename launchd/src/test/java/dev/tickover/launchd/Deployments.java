package dev.tickover.launchd;

import dev.tickover.testing.backend.SampleUser;
import java.nio.file.Path;
import java.util.List;

/** Makes deployments for tests. */
final class Deployments {

    static final SampleUser MAC = new SampleUser(
            Path.of("/Users/me/Library/LaunchAgents"),
            Path.of("/Library/LaunchDaemons"),
            Path.of("/Users/me/Library/Application Support/Tickover"),
            List.of(
                    "/Library/Java/JavaVirtualMachines/temurin-17.jdk/Contents/Home/bin/java",
                    "-cp",
                    "/Users/me/Library/Application Support/Tickover/runtime/0.1.0/tickover-core.jar",
                    "dev.tickover.tick.Main",
                    "--dir",
                    "/Users/me/Library/Application Support/Tickover/alma"));

    private Deployments() {}
}
