package dev.tickover.launchd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader of property lists that takes nothing that the DTD, or common sense, does not: where other readers quietly take
 * the last of two equal keys or the digits before a unit, this one refuses.
 */
final class PropertyListReader {

    private PropertyListReader() {}

    static PropertyList read(String text) throws MalformedPropertyListException {
        PropertyListElement root = PropertyListElement.read(text);
        if (!root.type().equals("plist")) {
            throw wrong(root, "the root is not plist");
        }
        List<PropertyListElement> values = childrenOf(root);
        if (values.isEmpty()) {
            throw wrong(root, "a value is missing");
        }
        if (values.size() > 1) {
            throw wrong(values.get(1), "plist holds more than one value");
        }
        return value(values.get(0));
    }

    private static PropertyList value(PropertyListElement element) throws MalformedPropertyListException {
        return switch (element.type()) {
            case "dict" -> dictionary(element);
            case "array" -> array(element);
            case "string" -> new PropertyList.Text(textOf(element));
            case "integer" -> whole(element);
            case "true", "false" -> truth(element);
            case "real", "date", "data" -> new PropertyList.Other(element.type(), textOf(element));
            default -> throw wrong(element, "there is no element " + element.type());
        };
    }

    private static PropertyList dictionary(PropertyListElement dict) throws MalformedPropertyListException {
        Map<String, PropertyList> entries = new LinkedHashMap<>();
        List<PropertyListElement> parts = childrenOf(dict);
        for (int i = 0; i < parts.size(); i += 2) {
            PropertyListElement key = parts.get(i);
            if (!key.type().equals("key")) {
                throw wrong(key, "a key is missing");
            }
            if (i + 1 == parts.size()) {
                throw wrong(key, "a value is missing");
            }
            if (entries.put(textOf(key), value(parts.get(i + 1))) != null) {
                throw wrong(key, "the key " + key.text() + " is given twice");
            }
        }
        return new PropertyList.Dictionary(entries);
    }

    private static PropertyList array(PropertyListElement array) throws MalformedPropertyListException {
        List<PropertyList> elements = new ArrayList<>();
        for (PropertyListElement element : childrenOf(array)) {
            elements.add(value(element));
        }
        return new PropertyList.Array(elements);
    }

    private static PropertyList truth(PropertyListElement element) throws MalformedPropertyListException {
        if (!textOf(element).isEmpty()) {
            throw wrong(element, element.type() + " holds a text");
        }
        return new PropertyList.Truth(element.type().equals("true"));
    }

    private static PropertyList whole(PropertyListElement element) throws MalformedPropertyListException {
        String text = textOf(element);
        // The DTD: "a (possibly signed) integer number in base 10".
        if (!text.matches("[+-]?[0-9]{1,19}")) {
            throw wrong(element, "not a whole number: " + text);
        }
        try {
            return new PropertyList.Whole(Long.parseLong(text));
        } catch (NumberFormatException tooGreat) {
            throw wrong(element, "too great a number: " + text);
        }
    }

    private static String textOf(PropertyListElement element) throws MalformedPropertyListException {
        if (!element.children().isEmpty()) {
            throw wrong(element.children().get(0), element.type() + " holds an element");
        }
        return element.text();
    }

    private static List<PropertyListElement> childrenOf(PropertyListElement element)
            throws MalformedPropertyListException {
        if (!element.text().trim().isEmpty()) {
            throw wrong(
                    element, "a text stands between elements: " + element.text().strip());
        }
        return element.children();
    }

    private static MalformedPropertyListException wrong(PropertyListElement element, String what) {
        return MalformedPropertyListException.at(element.line(), what);
    }
}
