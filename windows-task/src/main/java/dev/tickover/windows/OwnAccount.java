package dev.tickover.windows;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds as whom this process runs: from Windows itself, else from {@code whoami}. What was found is kept, since a
 * process's account never changes; so whoever has probed or inspected can plan, though planning runs no command. Safe
 * for use by many threads.
 */
final class OwnAccount {

    /** The last field of a CSV line; the first, the account's name, may hold anything, blanks and commas included. */
    private static final Pattern LAST_FIELD = Pattern.compile("\"(S-1-[0-9-]+)\"\\s*$");

    /** Windows, "Well-known SIDs": mandatory labels High and System, which only an elevated token carries. */
    private static final Pattern ELEVATED = Pattern.compile("\"S-1-16-(12288|16384)\"");

    private final WindowsIdentity windows;
    private final AtomicReference<Optional<UserAccount>> found = new AtomicReference<>(Optional.empty());

    OwnAccount(WindowsIdentity windows) {
        this.windows = windows;
    }

    /** Returns the account as far as it is known without running a command. */
    Optional<UserAccount> known() {
        return found.updateAndGet(account -> account.or(windows::own));
    }

    /** Returns the account, asking {@code whoami} if need be. */
    Optional<UserAccount> ask(CommandRunner runner) {
        Optional<UserAccount> account = known().or(() -> askWhoAmI(runner));
        account.ifPresent(known -> found.set(account));
        return account;
    }

    /** Returns the identifier for documents: the account's, or one that stands for it. */
    String sid() {
        return known().map(UserAccount::sid).orElse(UserAccount.PLACEHOLDER);
    }

    /** The options name fields and format in every language; only identifiers are read, which have none. */
    private static Optional<UserAccount> askWhoAmI(CommandRunner runner) {
        return output(runner, "/user").flatMap(user -> {
            Matcher matcher = LAST_FIELD.matcher(user);
            if (!matcher.find() || !UserAccount.isSid(matcher.group(1))) {
                return Optional.empty();
            }
            boolean elevated = output(runner, "/groups")
                    .filter(groups -> ELEVATED.matcher(groups).find())
                    .isPresent();
            return Optional.of(new UserAccount(matcher.group(1), elevated));
        });
    }

    private static Optional<String> output(CommandRunner runner, String what) {
        CommandResult result = runner.run(Command.of("whoami", what, "/fo", "csv", "/nh"));
        return result instanceof CommandResult.Exited exited && exited.code() == 0
                ? Optional.of(exited.out().replace("\0", ""))
                : Optional.empty();
    }
}
