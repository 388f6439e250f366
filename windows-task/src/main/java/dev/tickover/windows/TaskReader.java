package dev.tickover.windows;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reads tasks: documents of ours, and what {@code schtasks /query /xml} prints. That comes in UTF-16 or in the console's
 * code page, whatever it declares, and has been decoded as UTF-8 before it gets here; so only ASCII can be relied on.
 * All that Task Scheduler itself writes is ASCII; what is not has become {@link #UNKNOWN}.
 */
final class TaskReader {

    /** Stands for what could not be decoded. */
    static final char UNKNOWN = '\uFFFD';

    private static final String MARKS = "\uFEFF?" + UNKNOWN;

    private TaskReader() {}

    /** Undoes the decoding as far as it goes. */
    static String decode(String output) {
        return output.indexOf('\0') < 0 ? withoutMark(output) : fromUtf16(output);
    }

    /** Reads one task; empty if the text is no task. A document type is refused: nothing is fetched or expanded. */
    static Optional<TaskElement> read(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setCoalescing(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            String bare = withoutDeclaration(withoutMark(text)).strip();
            Element root =
                    builder.parse(new InputSource(new StringReader(bare))).getDocumentElement();
            return "Task".equals(root.getLocalName()) && Task.NAMESPACE.equals(root.getNamespaceURI())
                    ? Optional.of(convert(root))
                    : Optional.empty();
        } catch (SAXException | IOException malformed) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads every task that a text holds, be they in one document or one after the other. */
    static List<TaskElement> readAll(String text) {
        List<TaskElement> tasks = new ArrayList<>();
        int start = text.indexOf("<Task ");
        while (start >= 0) {
            int end = text.indexOf("</Task>", start);
            if (end < 0) {
                break;
            }
            int after = end + "</Task>".length();
            read(text.substring(start, after)).ifPresent(tasks::add);
            start = text.indexOf("<Task ", after);
        }
        return tasks;
    }

    /**
     * In UTF-16LE read byte by byte each ASCII character is followed by a zero. What is followed by none is part of
     * another character.
     */
    private static String fromUtf16(String output) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < output.length(); i++) {
            char character = output.charAt(i);
            boolean followed = i + 1 < output.length() && output.charAt(i + 1) == '\0';
            boolean ascii = followed && (character >= ' ' || "\t\r\n".indexOf(character) >= 0);
            text.append(ascii ? character : UNKNOWN);
            if (ascii) {
                i++;
            }
        }
        return withoutMark(text.toString());
    }

    /** A code page that has no such mark makes a question mark of it. */
    private static String withoutMark(String text) {
        int start = 0;
        while (start < text.length() && MARKS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return text.substring(start);
    }

    /** The declaration names an encoding that a text in memory no longer has. */
    private static String withoutDeclaration(String text) {
        String bare = text.strip();
        int end = bare.startsWith("<?xml") ? bare.indexOf("?>") : -1;
        return end < 0 ? bare : bare.substring(end + 2);
    }

    private static TaskElement convert(Element element) {
        List<TaskElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(convert(child));
            } else if (node.getNodeType() == Node.TEXT_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return new TaskElement(element.getLocalName(), children.isEmpty() ? text.toString() : "", children);
    }
}
