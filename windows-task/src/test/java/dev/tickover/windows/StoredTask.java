package dev.tickover.windows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Writes a task as Windows gives it back: without comments, reordered, defaults left out, other elements added. */
final class StoredTask {

    private static final Set<String> LEFT_OUT = Set.of(
            "Hidden=false",
            "WakeToRun=false",
            "RunOnlyIfIdle=false",
            "AllowHardTerminate=true",
            "RunLevel=LeastPrivilege");

    private StoredTask() {}

    static String of(XmlElement task) {
        StringBuilder text = new StringBuilder();
        text.append("<Task version=\"1.3\" xmlns=\"").append(Task.NAMESPACE).append("\">\r\n");
        for (String part : List.of("RegistrationInfo", "Principals", "Settings", "Triggers", "Actions")) {
            task.child(part).ifPresent(element -> write(element, "", text));
        }
        return text.append("</Task>").toString();
    }

    private static void write(XmlElement element, String parent, StringBuilder text) {
        if (LEFT_OUT.contains(element.name() + '=' + element.text())) {
            return;
        }
        text.append('<')
                .append(element.name())
                .append(attributes(element.name()))
                .append('>');
        if (element.children().isEmpty()) {
            text.append(XmlWriter.escape(duration(element)));
        }
        List<XmlElement> children = new ArrayList<>(element.children());
        if (parent.equals("Triggers")) {
            children.sort(Comparator.comparing(XmlElement::name).reversed());
        }
        children.forEach(child -> write(child, element.name(), text));
        if (element.name().equals("RegistrationInfo") && element.child("Date").isEmpty()) {
            text.append("<Date>2026-11-22T10:00:00</Date>\r\n");
        }
        if (element.name().equals("Settings") && element.child("IdleSettings").isEmpty()) {
            text.append("<IdleSettings><StopOnIdleEnd>true</StopOnIdleEnd>\r\n</IdleSettings>\r\n");
        }
        text.append("</").append(element.name()).append(">\r\n");
    }

    private static String attributes(String name) {
        return switch (name) {
            case "Principal" -> " id=\"Author\"";
            case "Actions" -> " Context=\"Author\"";
            default -> "";
        };
    }

    private static String duration(XmlElement element) {
        return element.name().equals("Interval") && element.text().equals("PT24H") ? "P1D" : element.text();
    }
}
