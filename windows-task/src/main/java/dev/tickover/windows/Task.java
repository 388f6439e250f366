package dev.tickover.windows;

import dev.tickover.machine.Scope;
import java.util.List;

/**
 * Renders a task. The elements stand in the order of the published schema, version 1.3, which Windows 7 and later read.
 *
 * <p>The principal of a user's task is the user's own identifier, with the token of the session and no more rights than
 * a program started by hand: that needs neither a password nor an administrator, and keeps the task from being delayed by
 * Battery Saver. It runs while the user is logged on. The machine's task runs as Local System.
 *
 * @param name the task's full name
 * @param description for people
 * @param scope for whom
 * @param sid the user's identifier
 * @param triggers the triggers, at least one
 * @param settings the settings
 * @param action what it runs
 */
record Task(
        String name,
        String description,
        Scope scope,
        String sid,
        List<Trigger> triggers,
        TaskSettings settings,
        TickAction action) {

    static final String NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Returns the document's text, byte order mark included: schtasks reads UTF-16LE with one, and little else. */
    String text() {
        XmlWriter xml = new XmlWriter();
        xml.line("<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
        xml.comment("Made by tickover install; the next installation overwrites changes.");
        xml.open("Task", "version", "1.3", "xmlns", NAMESPACE);
        xml.open("RegistrationInfo");
        xml.leaf("Author", "Tickover");
        xml.leaf("Description", oneLine(description));
        xml.leaf("URI", name);
        xml.close();
        xml.open("Triggers");
        triggers.forEach(trigger -> trigger.write(xml));
        xml.close();
        writePrincipal(xml);
        settings.write(xml);
        xml.open("Actions", "Context", "Author");
        xml.open("Exec");
        xml.leaf("Command", action.command());
        if (!action.arguments().isEmpty()) {
            xml.leaf("Arguments", action.arguments());
        }
        xml.close();
        xml.close();
        xml.close();
        return BYTE_ORDER_MARK + xml.text();
    }

    private void writePrincipal(XmlWriter xml) {
        xml.open("Principals");
        xml.open("Principal", "id", "Author");
        if (scope == Scope.SYSTEM) {
            xml.leaf("UserId", UserAccount.SYSTEM);
            xml.leaf("RunLevel", "HighestAvailable");
        } else {
            xml.leaf("UserId", sid);
            xml.leaf("LogonType", "InteractiveToken");
            xml.leaf("RunLevel", "LeastPrivilege");
        }
        xml.close();
        xml.close();
    }

    /** A name for people may hold anything; what no document can is left out. */
    private static String oneLine(String text) {
        return text.codePoints()
                .map(character -> XmlWriter.isAllowed(character) && character >= ' ' ? character : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
