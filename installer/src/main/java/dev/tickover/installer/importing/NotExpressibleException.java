package dev.tickover.installer.importing;

/** Says why a time, a duration or a command of a source has no equal in a manifest. */
final class NotExpressibleException extends Exception {

    private static final long serialVersionUID = 1L;

    NotExpressibleException(String why) {
        super(why);
    }
}
