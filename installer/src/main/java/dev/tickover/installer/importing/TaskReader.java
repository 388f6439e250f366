package dev.tickover.installer.importing;

import dev.tickover.machine.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a task of the Windows Task Scheduler: a schedule for each of its triggers. */
final class TaskReader {

    private TaskReader() {}

    /** Reads a document of one task, as Task Scheduler exports it, or of many ({@code schtasks /query /xml ONE}). */
    static List<Draft> read(Source source, Environment environment, Instant now) {
        XmlElement root = XmlReader.read(source);
        List<XmlElement> tasks = root.name().equals("Tasks") ? root.children() : List.of(root);
        List<Draft> drafts = new ArrayList<>();
        for (XmlElement task : tasks) {
            if (!task.name().equals("Task")) {
                throw SourceReader.damaged(
                        source.at(task.line()) + ": expected a Task, found " + task.name(),
                        "export the task: schtasks /query /tn NAME /xml ONE");
            }
            drafts.addAll(read(task, source, environment, now));
        }
        return drafts;
    }

    private static List<Draft> read(XmlElement task, Source source, Environment environment, Instant now) {
        String uri = task.textAt("RegistrationInfo", "URI").orElse(source.fileName());
        Draft template =
                new Draft(source.at(task.line()), uri, ScheduleNames.programOf(uri.replaceFirst("\\.xml$", "")));
        TaskAction.addTo(template, task, environment);
        TaskRules.addTo(template, task);
        List<Draft> drafts = new ArrayList<>();
        for (XmlElement trigger :
                task.child("Triggers").map(XmlElement::children).orElse(List.of())) {
            Draft draft = template.fork(source.at(trigger.line()), uri + ": " + trigger.name());
            if (trigger.name().equals("CalendarTrigger") || trigger.name().equals("TimeTrigger")) {
                drafts.addAll(TaskTrigger.read(trigger, draft, now));
            } else {
                draft.obstacle(trigger.name() + " is no time; what was owed is caught up on by catch-up = \"latest\"");
                drafts.add(draft);
            }
        }
        if (drafts.isEmpty()) {
            template.obstacle("it has no trigger");
            drafts.add(template);
        }
        return drafts;
    }
}
