package dev.tickover.installer.manifest;

import dev.tickover.schedule.OnHung;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names what the manifest's language has but this version does not do. To offer one of them, take it out of
 * {@link #THIS_VERSION} and add it to the JSON Schema; the rules that hold for it are in place.
 *
 * @param onHung the answers to a hung host that are refused
 */
record NotOfferedYet(Set<OnHung> onHung) {

    /** What this version refuses. */
    static final NotOfferedYet THIS_VERSION = new NotOfferedYet(Set.of(OnHung.RESTART, OnHung.NOTIFY));

    /** Refuses nothing. */
    static final NotOfferedYet NOTHING = new NotOfferedYet(Set.of());

    boolean refuses(OnHung answer) {
        return onHung.contains(answer);
    }

    /** The answers that remain, in their order. */
    List<OnHung> offered() {
        return Stream.of(OnHung.values()).filter(answer -> !refuses(answer)).toList();
    }

    String problem() {
        return "not offered yet in this version";
    }

    String advice() {
        return "use "
                + String.join(
                        " or ",
                        offered().stream()
                                .map(answer -> '"' + Choices.name(answer) + '"')
                                .toList());
    }
}
