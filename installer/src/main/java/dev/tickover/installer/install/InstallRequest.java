package dev.tickover.installer.install;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Says what to install.
 *
 * @param app the application
 * @param scope for whom
 * @param manifest the manifest it comes from, absolute
 */
public record InstallRequest(App app, Scope scope, Path manifest) {

    /** Checks for null. */
    public InstallRequest {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(manifest, "manifest");
    }
}
