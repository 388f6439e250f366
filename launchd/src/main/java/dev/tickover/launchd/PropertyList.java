package dev.tickover.launchd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Is a value of a property list (plist(5) and the DTD that every such document names). */
sealed interface PropertyList {

    /**
     * Values by key, in the document's order.
     *
     * @param entries the values
     */
    record Dictionary(Map<String, PropertyList> entries) implements PropertyList {
        public Dictionary {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        Optional<PropertyList> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /**
     * Values in order.
     *
     * @param elements the values
     */
    record Array(List<PropertyList> elements) implements PropertyList {
        public Array {
            elements = List.copyOf(elements);
        }

        static Array ofTexts(List<String> texts) {
            return new Array(texts.stream().<PropertyList>map(Text::new).toList());
        }
    }

    /**
     * A string.
     *
     * @param value any characters that XML can hold
     */
    record Text(String value) implements PropertyList {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * An integer.
     *
     * @param value its value
     */
    record Whole(long value) implements PropertyList {}

    /**
     * True or false.
     *
     * @param value which
     */
    record Truth(boolean value) implements PropertyList {}

    /**
     * A real, a date or data: read, but never written by us.
     *
     * @param type the element's name
     * @param text its text
     */
    record Other(String type, String text) implements PropertyList {
        public Other {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(text, "text");
        }
    }
}
