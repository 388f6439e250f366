package dev.tickover.tick;

import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import java.util.function.Predicate;

/** Tells whether the process that delivered a tick has ended. */
final class OwnerIsDead implements Predicate<String> {

    private final Processes processes;

    OwnerIsDead(Processes processes) {
        this.processes = processes;
    }

    @Override
    public boolean test(String owner) {
        ProcessIdentity identity = ProcessIdentity.parse(owner);
        return identity == null || !processes.isAlive(identity);
    }
}
