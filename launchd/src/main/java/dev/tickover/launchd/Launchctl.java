package dev.tickover.launchd;

import dev.tickover.backend.AppAddress;
import dev.tickover.machine.Command;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes commands for {@code launchctl} (launchctl(1)), in one domain. Only {@code gui/UID} loads a user's agents again
 * after a reboot; it exists while the user has a graphical session. The old {@code load} and {@code unload} are never
 * used: they end with 0 even when they failed.
 *
 * @param domain {@code gui/501} or {@code system}
 * @param labels how the application's jobs are named
 */
record Launchctl(String domain, Labels labels) {

    /** launchctl has been seen to hang, and does nothing that takes long by itself. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String SYSTEM = "system";

    /**
     * Finds the domain.
     *
     * @throws IllegalStateException if the user's number is not known; the message is for people
     */
    static Launchctl of(AppAddress address, Environment environment) {
        return new Launchctl(domain(address.scope(), environment), Labels.of(address));
    }

    static String domain(Scope scope, Environment environment) {
        if (scope == Scope.SYSTEM) {
            return SYSTEM;
        }
        return "gui/"
                + environment
                        .userId()
                        .orElseThrow(() -> new IllegalStateException(
                                "cannot tell the number of this user, which launchd knows them by: set HOME"));
    }

    static Command command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("launchctl"));
        all.addAll(List.of(arguments));
        return new Command(all, Map.of("LC_ALL", "C"), TIMEOUT);
    }

    /** Names a job as launchctl wants it: a service-target. */
    String target(String entry) {
        return domain + "/" + labels.label(entry);
    }

    Command print(String entry) {
        return command("print", target(entry));
    }

    Command printDisabled() {
        return command("print-disabled", domain);
    }

    Command on(String verb, String entry) {
        return command(verb, target(entry));
    }

    Command bootstrap(String path) {
        return command("bootstrap", domain, path);
    }

    boolean isForAUser() {
        return !domain.equals(SYSTEM);
    }

    /** The same job in the user's background session, where older tools may have loaded it. */
    Command bootoutOfBackground(String entry) {
        return command("bootout", domain.replace("gui/", "user/") + "/" + labels.label(entry));
    }
}
