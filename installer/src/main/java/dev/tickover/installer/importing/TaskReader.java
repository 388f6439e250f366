package dev.tickover.installer.importing;

import dev.tickover.machine.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a task of the Windows Task Scheduler: a schedule for each of its triggers. */
final class TaskReader {

    private TaskReader() {}

    static List<Draft> read(Source source, Environment environment, Instant now) {
        XmlElement task = XmlReader.read(source);
        if (!task.name().equals("Task")) {
            throw SourceReader.damaged(
                    source.at(task.line()) + ": the root is " + task.name() + ", not Task",
                    "export the task: schtasks /query /tn NAME /xml");
        }
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
