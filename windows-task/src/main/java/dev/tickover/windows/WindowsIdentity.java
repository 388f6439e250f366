package dev.tickover.windows;

import java.util.Optional;

/** Tells as whom this process runs, from Windows itself. Implementations are safe for use by many threads. */
@FunctionalInterface
interface WindowsIdentity {

    /** Returns the account; empty where this is no Windows, or Windows cannot be asked. Throws nothing. */
    Optional<UserAccount> own();
}
