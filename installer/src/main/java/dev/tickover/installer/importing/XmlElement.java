package dev.tickover.installer.importing;

import java.util.List;
import java.util.Optional;

/**
 * Is an element of an XML document, without comments and attributes.
 *
 * @param name its local name
 * @param text its text, blanks included
 * @param children its children, in order
 * @param line the line on which it begins
 */
record XmlElement(String name, String text, List<XmlElement> children, int line) {

    /** Copies the list. */
    XmlElement {
        children = List.copyOf(children);
    }

    /** Finds the first child of a name. */
    Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    /** Finds what stands below a path of names. */
    Optional<XmlElement> at(String... path) {
        Optional<XmlElement> at = Optional.of(this);
        for (String step : path) {
            at = at.flatMap(element -> element.child(step));
        }
        return at;
    }

    /** Reads the text at the end of a path of names, without the blanks around it. */
    Optional<String> textAt(String... path) {
        return at(path).map(element -> element.text().strip()).filter(text -> !text.isEmpty());
    }
}
