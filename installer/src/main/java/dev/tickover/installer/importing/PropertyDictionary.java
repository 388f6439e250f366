package dev.tickover.installer.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Is a {@code dict} of a property list: its values by key, read by the type that a key must have. */
final class PropertyDictionary {

    private final Source source;
    private final XmlElement element;
    private final Map<String, XmlElement> values = new LinkedHashMap<>();

    private PropertyDictionary(Source source, XmlElement element) {
        this.source = source;
        this.element = element;
    }

    /** Reads the dictionary that a property list is. */
    static PropertyDictionary root(Source source) {
        XmlElement plist = XmlReader.read(source);
        if (!plist.name().equals("plist")
                || plist.children().size() != 1
                || !plist.children().get(0).name().equals("dict")) {
            throw SourceReader.damaged(
                    source.at(plist.line()) + ": no property list that holds one dictionary",
                    "name the property list of a launchd job");
        }
        return of(source, plist.children().get(0));
    }

    static PropertyDictionary of(Source source, XmlElement dict) {
        PropertyDictionary result = new PropertyDictionary(source, dict);
        List<XmlElement> parts = dict.children();
        for (int i = 0; i < parts.size(); i += 2) {
            XmlElement key = parts.get(i);
            if (!key.name().equals("key") || i + 1 == parts.size()) {
                throw result.wrong(key, "a key and its value are expected, found " + key.name());
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

    Optional<XmlElement> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    int line(String key) {
        return get(key).map(XmlElement::line).orElse(element.line());
    }

    Optional<String> text(String key) {
        return typed(key, "string").map(XmlElement::text);
    }

    boolean isTrue(String key) {
        return get(key).filter(value -> value.name().equals("true")).isPresent();
    }

    Optional<Long> whole(String key) {
        return typed(key, "integer").map(value -> {
            try {
                return Long.parseLong(value.text().strip());
            } catch (NumberFormatException malformed) {
                throw wrong(value, key + " is not a whole number: " + TomlText.shown(value.text(), 30));
            }
        });
    }

    List<String> texts(String key) {
        return typed(key, "array").map(XmlElement::children).orElse(List.of()).stream()
                .map(item -> text(item, key))
                .toList();
    }

    private String text(XmlElement item, String key) {
        if (!item.name().equals("string")) {
            throw wrong(item, key + " holds a " + item.name() + ", not a string");
        }
        return item.text();
    }

    /** Reads a dictionary of texts; launchd ignores what is no text (launchd.plist(5), EnvironmentVariables). */
    Map<String, String> dictionaryOfTexts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        typed(key, "dict")
                .map(dict -> of(source, dict))
                .ifPresent(dict -> dict.values.forEach((name, value) -> {
                    if (value.name().equals("string")) {
                        texts.put(name, value.text());
                    }
                }));
        return texts;
    }

    private Optional<XmlElement> typed(String key, String type) {
        get(key).filter(value -> !value.name().equals(type)).ifPresent(value -> {
            throw wrong(value, key + " is a " + value.name() + ", not a " + type);
        });
        return get(key);
    }

    private RuntimeException wrong(XmlElement at, String what) {
        return SourceReader.damaged(
                source.at(at.line()) + ": " + what, "mend it; launchd.plist(5) says what is allowed");
    }
}
