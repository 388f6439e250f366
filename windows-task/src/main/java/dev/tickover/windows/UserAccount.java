package dev.tickover.windows;

import java.util.Objects;

/**
 * Is the account that this process runs as.
 *
 * @param sid its security identifier, for example {@code S-1-5-21-1004336348-1177238915-682003330-1001}: other than a
 *     name it survives a renaming, is never localised and needs no domain controller to be understood
 * @param elevated whether this process holds an administrator's full token
 */
record UserAccount(String sid, boolean elevated) {

    /** The account of the machine itself (Windows, "Well-known SIDs": Local System). */
    static final String SYSTEM = "S-1-5-18";

    /**
     * Stands for the user where a plan is made away from Windows. The three zeros are no machine's own number, so that
     * Windows would refuse to register such a task, rather than give it to somebody.
     */
    static final String PLACEHOLDER = "S-1-5-21-0-0-0-1000";

    UserAccount {
        Objects.requireNonNull(sid, "sid");
        if (!isSid(sid)) {
            throw new IllegalArgumentException("not a security identifier: " + sid);
        }
    }

    static boolean isSid(String text) {
        return text.matches("S-1-\\d{1,15}(-\\d{1,10}){1,15}");
    }
}
