package dev.tickover.windows;

import dev.tickover.importing.VisibleText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A reader of XML into elements that know their lines. A document type is tolerated and never fetched; one that defines
 * anything is refused, and with it every entity beyond XML's five.
 */
public final class XmlReader {

    /** More than any task needs, and few enough for the stack. */
    private static final int DEEPEST = 100;

    private final XMLStreamReader xml;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Reads the root element of a document.
     *
     * @param document the text; the encoding that it declares does not matter
     * @return the root
     * @throws MalformedXmlException if the text is not XML, or defines entities
     */
    public static XmlElement read(String document) throws MalformedXmlException {
        try {
            return new XmlReader(factory().createXMLStreamReader(new StringReader(document))).root();
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : Math.max(1, malformed.getLocation().getLineNumber());
            String message = String.valueOf(malformed.getMessage());
            String said =
                    message.substring(message.lastIndexOf("Message: ") + 1).replaceFirst("^essage: ", "");
            throw new MalformedXmlException(line, "is no sound XML: " + VisibleText.of(said, 200));
        }
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

    private XmlElement root() throws XMLStreamException, MalformedXmlException {
        XmlElement root = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> root = element(0);
                case XMLStreamConstants.DTD -> refuseDefinitions();
                default -> {}
            }
        }
        return root;
    }

    /** Reads from a start to its end. */
    private XmlElement element(int depth) throws XMLStreamException, MalformedXmlException {
        int line = xml.getLocation().getLineNumber();
        Optional<String> namespace = Optional.ofNullable(xml.getNamespaceURI());
        String name = xml.getLocalName();
        if (depth > DEEPEST) {
            throw wrong("elements nested more than " + DEEPEST + " deep");
        }
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw wrong("refers to &" + xml.getLocalName() + ";");
                default -> {}
            }
        }
        return new XmlElement(namespace, name, text.toString(), children, line);
    }

    private void refuseDefinitions() throws MalformedXmlException {
        if (xml.getText() != null && xml.getText().contains("[")) {
            throw wrong("the document type defines something");
        }
    }

    private MalformedXmlException wrong(String what) {
        return new MalformedXmlException(xml.getLocation().getLineNumber(), what);
    }
}
