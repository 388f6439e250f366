package dev.tickover.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reader of tasks: documents of ours, and what {@code schtasks /query /xml} prints. That comes in UTF-16 or in the
 * console's code page, whatever it declares, and has been decoded as UTF-8 before it gets here; only ASCII is reliable.
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

    /** Reads one task; empty if the text is not a task, or has a document type. */
    static Optional<XmlElement> read(String text) {
        try {
            String bare = withoutMark(text).strip();
            XmlElement root = XmlReader.read(bare);
            boolean task = root.name().equals("Task") && root.namespace().equals(Optional.of(Task.NAMESPACE));
            return task && !bare.contains("<!DOCTYPE") ? Optional.of(root) : Optional.empty();
        } catch (MalformedXmlException malformed) {
            return Optional.empty();
        }
    }

    /** Reads every task that a text holds, be they in one document or one after the other. */
    static List<XmlElement> readAll(String text) {
        List<XmlElement> tasks = new ArrayList<>();
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
}
