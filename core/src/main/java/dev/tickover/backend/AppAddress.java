package dev.tickover.backend;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import java.util.Objects;

/**
 * Says which application, for whom.
 *
 * @param appId the application's id
 * @param scope for whom it is installed
 */
public record AppAddress(String appId, Scope scope) {

    /**
     * Checks the id, which becomes part of file names.
     *
     * @throws IllegalArgumentException if the id is malformed
     */
    public AppAddress {
        Objects.requireNonNull(scope, "scope");
        if (!App.isId(appId)) {
            throw new IllegalArgumentException("an app id is [A-Za-z0-9][A-Za-z0-9._-]{0,63}, not: " + appId);
        }
    }
}
