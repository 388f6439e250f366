package dev.tickover.state;

import java.util.List;

/**
 * Is the last group of events of a schedule, as its state keeps it: a power failure may take it from the history.
 *
 * @param sequence its number; 0 if there is none
 * @param lines its lines
 */
record LastGroup(long sequence, List<String> lines) {

    static final LastGroup NONE = new LastGroup(0, List.of());

    static LastGroup of(Fields fields) throws DamagedException {
        return fields == null ? NONE : new LastGroup(fields.number("sequence"), fields.list("last"));
    }

    void addTo(Fields fields) {
        fields.put("sequence", sequence).put("last", lines);
    }
}
