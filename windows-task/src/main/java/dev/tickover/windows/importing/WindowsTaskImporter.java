package dev.tickover.windows.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.Source;
import dev.tickover.windows.MalformedXmlException;
import dev.tickover.windows.XmlElement;
import dev.tickover.windows.XmlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The importer of tasks of the Windows Task Scheduler: a schedule for each trigger. */
public final class WindowsTaskImporter implements JobImporter {

    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?Tasks?[\\s/>]");

    /** What schtasks has printed has lost its comments, but not its folder. */
    private static final Pattern OWN_FOLDER = Pattern.compile("<URI>\\\\Tickover(-S-[0-9-]+)?\\\\");

    /** Makes the importer, as {@link java.util.ServiceLoader} does. */
    public WindowsTaskImporter() {}

    @Override
    public String format() {
        return "task";
    }

    @Override
    public boolean recognizes(Source source) {
        return source.isXml() && ROOT.matcher(source.text()).find();
    }

    @Override
    public boolean isOwn(Source source) {
        return source.isMadeByTickover() || OWN_FOLDER.matcher(source.text()).find();
    }

    /** Reads a document of one task, as Task Scheduler exports it, or of many ({@code schtasks /query /xml ONE}). */
    @Override
    public List<Draft> read(Source source, ImportContext context) {
        XmlElement root = root(source);
        List<XmlElement> tasks = root.name().equals("Tasks") ? root.children() : List.of(root);
        List<Draft> drafts = new ArrayList<>();
        for (XmlElement task : tasks) {
            if (!task.name().equals("Task")) {
                throw new MalformedSourceException(
                        source.at(task.line()),
                        "expected a Task, found " + task.name(),
                        "export the task: schtasks /query /tn NAME /xml ONE");
            }
            drafts.addAll(read(task, source, context));
        }
        return drafts;
    }

    private static XmlElement root(Source source) {
        try {
            return XmlReader.read(source.text().strip());
        } catch (MalformedXmlException malformed) {
            throw new MalformedSourceException(
                    source.at(malformed.line()), malformed.getMessage(), "export it anew, or mend it");
        }
    }

    private static List<Draft> read(XmlElement task, Source source, ImportContext context) {
        String uri = task.valueAt("RegistrationInfo", "URI").orElse(source.fileName());
        Draft template = new Draft(source.at(task.line()), uri, Draft.nameOf(uri.replaceFirst("\\.xml$", "")));
        TaskAction.addTo(template, task, context.environment());
        TaskRules.addTo(template, task);
        List<Draft> drafts = new ArrayList<>();
        for (XmlElement trigger :
                task.child("Triggers").map(XmlElement::children).orElse(List.of())) {
            Draft draft = template.fork(source.at(trigger.line()), uri + ": " + trigger.name());
            if (trigger.name().equals("CalendarTrigger") || trigger.name().equals("TimeTrigger")) {
                drafts.addAll(TaskTrigger.read(trigger, draft, context.now()));
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
