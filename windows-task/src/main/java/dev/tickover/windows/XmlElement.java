package dev.tickover.windows;

import java.util.List;
import java.util.Optional;

/**
 * An element of a task as it was read, without comments and attributes.
 *
 * @param namespace its namespace; empty if it has none
 * @param name its local name
 * @param text its text, blanks included
 * @param children its children, in order
 * @param line the line on which it begins
 */
public record XmlElement(Optional<String> namespace, String name, String text, List<XmlElement> children, int line) {

    /** Copies the list. */
    public XmlElement {
        children = List.copyOf(children);
    }

    /**
     * Finds the first child of a name.
     *
     * @param childName the local name
     * @return the child
     */
    public Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    /**
     * Finds the first element at the end of a path of names.
     *
     * @param path the local names, from a child of this element on
     * @return the element
     */
    public Optional<XmlElement> at(String... path) {
        Optional<XmlElement> at = Optional.of(this);
        for (String step : path) {
            at = at.flatMap(element -> element.child(step));
        }
        return at;
    }

    /**
     * Reads the text at the end of a path of names, as it is written.
     *
     * @param path the local names, from a child of this element on
     * @return the text; empty if there is no such element
     */
    public Optional<String> textAt(String... path) {
        return at(path).map(XmlElement::text);
    }

    /**
     * Reads the value at the end of a path of names: the text without the blanks around it.
     *
     * @param path the local names, from a child of this element on
     * @return the value; empty if there is no such element, or it is blank
     */
    public Optional<String> valueAt(String... path) {
        return textAt(path).map(String::strip).filter(value -> !value.isEmpty());
    }
}
