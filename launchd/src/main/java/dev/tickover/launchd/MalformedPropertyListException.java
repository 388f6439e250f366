package dev.tickover.launchd;

/** Says what is wrong with a text that should be a property list, for people. */
final class MalformedPropertyListException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPropertyListException(String what) {
        super(what);
    }
}
