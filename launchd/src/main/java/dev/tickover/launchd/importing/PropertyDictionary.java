package dev.tickover.launchd.importing;

import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.Source;
import dev.tickover.importing.VisibleText;
import dev.tickover.launchd.MalformedPropertyListException;
import dev.tickover.launchd.PropertyListElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code dict} of a property list: its values by key, read by the type that a key must have. What nobody asks for may
 * have any type.
 */
final class PropertyDictionary {

    private final Source source;
    private final PropertyListElement element;
    private final Map<String, PropertyListElement> values = new LinkedHashMap<>();

    private PropertyDictionary(Source source, PropertyListElement element) {
        this.source = source;
        this.element = element;
    }

    /** Reads the dictionary that a property list is. */
    static PropertyDictionary root(Source source) {
        PropertyListElement plist = plist(source);
        if (!plist.type().equals("plist")
                || plist.children().size() != 1
                || !plist.children().get(0).type().equals("dict")) {
            throw new MalformedSourceException(
                    source.at(plist.line()),
                    "no property list that holds one dictionary",
                    "name the property list of a launchd job");
        }
        return of(source, plist.children().get(0));
    }

    private static PropertyListElement plist(Source source) {
        try {
            return PropertyListElement.read(source.text().strip());
        } catch (MalformedPropertyListException malformed) {
            throw new MalformedSourceException(
                    source.at(malformed.line()), malformed.what(), "export it anew, or mend it");
        }
    }

    static PropertyDictionary of(Source source, PropertyListElement dict) {
        PropertyDictionary result = new PropertyDictionary(source, dict);
        List<PropertyListElement> parts = dict.children();
        for (int i = 0; i < parts.size(); i += 2) {
            PropertyListElement key = parts.get(i);
            if (!key.type().equals("key") || i + 1 == parts.size()) {
                throw result.wrong(key, "a key and its value are expected, found " + key.type());
            }
            if (result.values.put(key.text(), parts.get(i + 1)) != null) {
                throw result.wrong(key, "the key " + key.text() + " is given twice");
            }
        }
        return result;
    }

    Set<String> keys() {
        return values.keySet();
    }

    Optional<PropertyListElement> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    int line(String key) {
        return get(key).map(PropertyListElement::line).orElse(element.line());
    }

    Optional<String> text(String key) {
        return typed(key, "string").map(PropertyListElement::text);
    }

    boolean isTrue(String key) {
        return get(key).filter(value -> value.type().equals("true")).isPresent();
    }

    Optional<Long> whole(String key) {
        return typed(key, "integer").map(value -> {
            try {
                return Long.parseLong(value.text().strip());
            } catch (NumberFormatException malformed) {
                throw wrong(value, key + " is not a whole number: " + VisibleText.of(value.text(), 30));
            }
        });
    }

    List<String> texts(String key) {
        return typed(key, "array").map(PropertyListElement::children).orElse(List.of()).stream()
                .map(item -> text(item, key))
                .toList();
    }

    private String text(PropertyListElement item, String key) {
        if (!item.type().equals("string")) {
            throw wrong(item, key + " holds a " + item.type() + ", not a string");
        }
        return item.text();
    }

    /** Reads a dictionary of texts; launchd ignores what is no text (launchd.plist(5), EnvironmentVariables). */
    Map<String, String> dictionaryOfTexts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        typed(key, "dict")
                .map(dict -> of(source, dict))
                .ifPresent(dict -> dict.values.forEach((name, value) -> {
                    if (value.type().equals("string")) {
                        texts.put(name, value.text());
                    }
                }));
        return texts;
    }

    private Optional<PropertyListElement> typed(String key, String type) {
        get(key).filter(value -> !value.type().equals(type)).ifPresent(value -> {
            throw wrong(value, key + " is a " + value.type() + ", not a " + type);
        });
        return get(key);
    }

    private RuntimeException wrong(PropertyListElement at, String what) {
        return new MalformedSourceException(
                source.at(at.line()), what, "mend it; launchd.plist(5) says what is allowed");
    }
}
