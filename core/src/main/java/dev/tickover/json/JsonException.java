package dev.tickover.json;

/** Says that a text is no JSON object, and where it stops being one. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one of a member that is missing or malformed.
     *
     * @param what what is wrong
     */
    public JsonException(String what) {
        super(what);
    }

    JsonException(String what, int position) {
        super(what + " at character " + (position + 1));
    }
}
