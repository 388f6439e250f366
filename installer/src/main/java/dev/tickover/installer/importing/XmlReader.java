package dev.tickover.installer.importing;

import dev.tickover.installer.UserException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML into elements that know their lines. The backends read their own documents to compare them, and need no
 * lines; here a person is to find the place. A document type is tolerated and never fetched; one that defines anything is
 * refused, and with it every entity beyond XML's five.
 */
final class XmlReader {

    /** More than any property list or task needs, and few enough for the stack. */
    private static final int DEEPEST = 100;

    private final Source source;
    private final XMLStreamReader xml;

    private XmlReader(Source source, XMLStreamReader xml) {
        this.source = source;
        this.xml = xml;
    }

    /** Reads the root element. */
    static XmlElement read(Source source) {
        try {
            XMLStreamReader xml = factory()
                    .createXMLStreamReader(new StringReader(source.text().strip()));
            return new XmlReader(source, xml).document();
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : Math.max(1, malformed.getLocation().getLineNumber());
            String message = String.valueOf(malformed.getMessage());
            String said =
                    message.substring(message.lastIndexOf("Message: ") + 1).replaceFirst("^essage: ", "");
            throw SourceReader.damaged(
                    source.at(line) + ": is no sound XML: " + TomlText.shown(said, 200), "export it anew, or mend it");
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

    private XmlElement document() throws XMLStreamException {
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
    private XmlElement element(int depth) throws XMLStreamException {
        int line = xml.getLocation().getLineNumber();
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
        return new XmlElement(name, text.toString(), children, line);
    }

    private void refuseDefinitions() {
        if (xml.getText() != null && xml.getText().contains("[")) {
            throw wrong("the document type defines something");
        }
    }

    private UserException wrong(String what) {
        return SourceReader.damaged(
                source.at(xml.getLocation().getLineNumber()) + ": " + what, "export it anew, or mend it");
    }
}
