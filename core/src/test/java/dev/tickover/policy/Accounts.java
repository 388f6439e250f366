package dev.tickover.policy;

import static dev.tickover.testing.Timeline.instant;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.Reason;
import dev.tickover.event.Reason.Kind;

/** The accounts that tests expect, with their times as {@link dev.tickover.testing.Timeline#instant} reads them. */
final class Accounts {

    private Accounts() {}

    static Account coalesced(String first, String last, int count, String into) {
        Reason reason = new Reason(Kind.CATCH_UP, "a later tick stands for it");
        return new Account(Fate.COALESCED, instant(first), instant(last), count, into, reason);
    }

    static Account paused(String first, String last, int count) {
        return dropped(Fate.SKIPPED, first, last, count, new Reason(Kind.PAUSED, "paused"));
    }

    static Account late(String first, String last, int count) {
        return dropped(Fate.MISSED, first, last, count, new Reason(Kind.NO_CATCH_UP, "late, and catch-up = none"));
    }

    static Account dropped(Fate fate, String first, String last, int count, Reason reason) {
        return new Account(fate, instant(first), instant(last), count, reason);
    }
}
