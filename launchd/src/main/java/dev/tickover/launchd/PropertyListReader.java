package dev.tickover.launchd;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a property list in XML, and takes nothing that the DTD, or common sense, does not: where other readers quietly
 * take the last of two equal keys or the digits before a unit, this one refuses. The document type is tolerated and never
 * fetched; one that defines anything is refused, and with it every entity beyond XML's five.
 */
final class PropertyListReader {

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    private PropertyListReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("refers to " + systemId);
        });
        return factory;
    }

    static PropertyList read(String text) throws MalformedPropertyListException {
        try {
            XMLStreamReader xml;
            synchronized (FACTORY) {
                xml = FACTORY.createXMLStreamReader(new StringReader(text));
            }
            return new PropertyListReader(xml).document();
        } catch (XMLStreamException malformed) {
            throw new MalformedPropertyListException("is no XML: " + firstSentence(malformed));
        }
    }

    private PropertyList document() throws XMLStreamException, MalformedPropertyListException {
        next();
        if (!isStart("plist")) {
            throw wrong("the root is not plist");
        }
        next();
        PropertyList value = value();
        next();
        if (xml.getEventType() != XMLStreamConstants.END_ELEMENT) {
            throw wrong("plist holds more than one value");
        }
        next();
        return value;
    }

    private PropertyList value() throws XMLStreamException, MalformedPropertyListException {
        if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
            throw wrong("a value is missing");
        }
        String type = xml.getLocalName();
        return switch (type) {
            case "dict" -> dictionary();
            case "array" -> array();
            case "string" -> new PropertyList.Text(text());
            case "integer" -> new PropertyList.Whole(whole(text()));
            case "true", "false" -> truth(type);
            case "real", "date", "data" -> new PropertyList.Other(type, text());
            default -> throw wrong("there is no element " + type);
        };
    }

    private PropertyList dictionary() throws XMLStreamException, MalformedPropertyListException {
        Map<String, PropertyList> entries = new LinkedHashMap<>();
        next();
        while (xml.getEventType() != XMLStreamConstants.END_ELEMENT) {
            if (!isStart("key")) {
                throw wrong("a key is missing");
            }
            String key = text();
            next();
            if (entries.put(key, value()) != null) {
                throw wrong("the key " + key + " is given twice");
            }
            next();
        }
        return new PropertyList.Dictionary(entries);
    }

    private PropertyList array() throws XMLStreamException, MalformedPropertyListException {
        List<PropertyList> elements = new ArrayList<>();
        next();
        while (xml.getEventType() != XMLStreamConstants.END_ELEMENT) {
            elements.add(value());
            next();
        }
        return new PropertyList.Array(elements);
    }

    private PropertyList truth(String type) throws XMLStreamException, MalformedPropertyListException {
        if (!text().isEmpty()) {
            throw wrong(type + " holds a text");
        }
        return new PropertyList.Truth(type.equals("true"));
    }

    private long whole(String text) throws MalformedPropertyListException {
        // The DTD: "a (possibly signed) integer number in base 10".
        if (!text.matches("[+-]?[0-9]{1,19}")) {
            throw wrong("not a whole number: " + text);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooGreat) {
            throw wrong("too great a number: " + text);
        }
    }

    private String text() throws XMLStreamException {
        return xml.getElementText();
    }

    /** Goes to the next element's start or end, past comments and blanks. */
    private void next() throws XMLStreamException, MalformedPropertyListException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.isWhiteSpace()) {
                        throw wrong("a text stands between elements: "
                                + xml.getText().strip());
                    }
                }
                case XMLStreamConstants.DTD -> {
                    if (xml.getText() != null && xml.getText().contains("[")) {
                        throw wrong("the document type defines something");
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw wrong("refers to &" + xml.getLocalName() + ";");
                default -> {}
            }
        }
    }

    private boolean isStart(String name) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(name);
    }

    private MalformedPropertyListException wrong(String what) {
        return new MalformedPropertyListException(
                "is no property list: line " + xml.getLocation().getLineNumber() + ": " + what);
    }

    private static String firstSentence(XMLStreamException malformed) {
        String message = String.valueOf(malformed.getMessage());
        return message.replace("\n", " ").strip();
    }
}
