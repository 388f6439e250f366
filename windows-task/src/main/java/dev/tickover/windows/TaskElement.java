package dev.tickover.windows;

import java.util.List;
import java.util.Optional;

/**
 * Is an element of a task as it was read, without comments, attributes and blanks between elements.
 *
 * @param name its local name
 * @param text its text, if it has no children
 * @param children its children, in order
 */
record TaskElement(String name, String text, List<TaskElement> children) {

    /** Copies the list. */
    TaskElement {
        children = List.copyOf(children);
    }

    /** Finds the first child of a name. */
    Optional<TaskElement> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    /** Reads the text at the end of a path of names. */
    Optional<String> textAt(String... path) {
        Optional<TaskElement> at = Optional.of(this);
        for (String step : path) {
            at = at.flatMap(element -> element.child(step));
        }
        return at.map(TaskElement::text);
    }
}
