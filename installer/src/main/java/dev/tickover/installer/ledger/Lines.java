package dev.tickover.installer.ledger;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;

/** Parses lines that Tickover wrote itself. */
final class Lines {

    private Lines() {}

    static JsonLine parse(String text) {
        try {
            return JsonLine.parse(text);
        } catch (JsonException damaged) {
            throw new IllegalStateException("damaged: " + text, damaged);
        }
    }
}
