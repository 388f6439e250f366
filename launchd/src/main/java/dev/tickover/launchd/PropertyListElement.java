package dev.tickover.launchd;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a property list as it was read, without comments and attributes. The document type is tolerated and never
 * fetched; one that defines anything is refused, and with it every entity beyond XML's five.
 *
 * @param type its name, for example {@code dict}
 * @param text its text, blanks included
 * @param children its children, in order
 * @param line the line on which it begins
 */
public record PropertyListElement(String type, String text, List<PropertyListElement> children, int line) {

    /** More than any property list needs, and few enough for the stack. */
    private static final int DEEPEST = 100;

    private static final XMLInputFactory FACTORY = factory();

    /** Copies the list. */
    public PropertyListElement {
        children = List.copyOf(children);
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

    /**
     * Reads the root element of a document, whatever its type, with elements of any type in it.
     *
     * @param document the text
     * @return the root
     * @throws MalformedPropertyListException if the text is not XML, or defines entities
     */
    public static PropertyListElement read(String document) throws MalformedPropertyListException {
        try {
            XMLStreamReader xml;
            synchronized (FACTORY) {
                xml = FACTORY.createXMLStreamReader(new StringReader(document));
            }
            return root(xml);
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : Math.max(1, malformed.getLocation().getLineNumber());
            throw MalformedPropertyListException.notXml(line, String.valueOf(malformed.getMessage()));
        }
    }

    private static PropertyListElement root(XMLStreamReader xml)
            throws XMLStreamException, MalformedPropertyListException {
        PropertyListElement root = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                root = element(xml, 0);
            } else if (event == XMLStreamConstants.DTD
                    && xml.getText() != null
                    && xml.getText().contains("[")) {
                throw wrong(xml, "the document type defines something");
            }
        }
        return root;
    }

    /** Reads from a start to its end. */
    private static PropertyListElement element(XMLStreamReader xml, int depth)
            throws XMLStreamException, MalformedPropertyListException {
        int line = xml.getLocation().getLineNumber();
        String type = xml.getLocalName();
        if (depth > DEEPEST) {
            throw wrong(xml, "elements nested more than " + DEEPEST + " deep");
        }
        StringBuilder text = new StringBuilder();
        List<PropertyListElement> children = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(xml, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw wrong(xml, "refers to &" + xml.getLocalName() + ";");
                default -> {}
            }
        }
        return new PropertyListElement(type, text.toString(), children, line);
    }

    private static MalformedPropertyListException wrong(XMLStreamReader xml, String what) {
        return MalformedPropertyListException.at(xml.getLocation().getLineNumber(), what);
    }
}
