package dev.tickover.systemd;

import dev.tickover.testing.backend.SampleUser;
import java.nio.file.Path;
import java.util.List;

/** Makes deployments for tests. */
final class Deployments {

    static final SampleUser LINUX = new SampleUser(
            Path.of("/home/me/.config/systemd/user"),
            Path.of("/etc/systemd/system"),
            Path.of("/home/me/.local/state/tickover"),
            List.of(
                    "/usr/lib/jvm/java-17/bin/java",
                    "-cp",
                    "/home/me/.local/share/tickover/runtime/0.1.0/tickover-core.jar",
                    "dev.tickover.tick.Main",
                    "--dir",
                    "/home/me/.local/state/tickover/alma"));

    private Deployments() {}
}
