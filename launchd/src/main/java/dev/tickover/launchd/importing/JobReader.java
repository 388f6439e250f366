package dev.tickover.launchd.importing;

import dev.tickover.importing.CalendarDrafts;
import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.Draft;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.Source;
import dev.tickover.importing.UnixCommand;
import dev.tickover.launchd.PropertyListElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A reader of the property list of a job (launchd.plist(5)). */
final class JobReader {

    /** What starts a job for another reason than the time. */
    private static final List<String> OTHER_STARTS = List.of(
            "KeepAlive", "WatchPaths", "QueueDirectories", "StartOnMount", "Sockets", "MachServices", "LaunchEvents");

    /** What carries over, or makes no difference to a job that ends. */
    private static final Set<String> KNOWN = Set.of(
            "Label",
            "Program",
            "ProgramArguments",
            "StartCalendarInterval",
            "StartInterval",
            "RunAtLoad",
            "EnvironmentVariables",
            "WorkingDirectory",
            "Disabled",
            "StandardOutPath",
            "StandardErrorPath",
            "UserName",
            "GroupName",
            "LimitLoadToSessionType",
            "ExitTimeOut",
            "ThrottleInterval",
            "TimeOut",
            "Debug",
            "OnDemand",
            "AssociatedBundleIdentifiers");

    private final Source source;
    private final PropertyDictionary job;

    JobReader(Source source) {
        this.source = source;
        this.job = PropertyDictionary.root(source);
    }

    List<Draft> drafts() {
        String label = job.text("Label").orElse(source.fileName().replaceFirst("\\.plist$", ""));
        Draft template = new Draft(source.at(job.line("Label")), label, label.substring(label.lastIndexOf('.') + 1));
        new JobCommand(job).addTo(template);
        addRules(template);
        remarkOnTheRest(template);
        List<Draft> drafts = new ArrayList<>();
        addInterval(template, drafts);
        addCalendar(template, drafts);
        if (drafts.isEmpty()) {
            template.obstacle("it has no time: neither StartInterval nor StartCalendarInterval" + startedBy());
            drafts.add(template);
        }
        // RunAtLoad is one start, however many times the job has.
        drafts.stream().skip(1).forEach(draft -> draft.put("first", "at-due"));
        return drafts;
    }

    private void addRules(Draft draft) {
        if (job.isTrue("Disabled")) {
            draft.put("enabled", false);
        }
        if (job.isTrue("RunAtLoad")) {
            draft.put("first", "at-install");
            draft.remark("RunAtLoad: it runs once after the installation, not at each login or boot");
        }
        for (String key : OTHER_STARTS) {
            if (job.get(key).filter(value -> !value.type().equals("false")).isPresent()) {
                draft.remark(key + " (line " + job.line(key) + "): it starts by the time alone");
            }
        }
    }

    private void remarkOnTheRest(Draft draft) {
        for (String key : List.of("StandardOutPath", "StandardErrorPath")) {
            job.text(key)
                    .ifPresent(
                            path -> draft.remark(key + "=" + path + ": what it prints goes to Tickover's log; redirect"
                                    + " it in the command to keep that file"));
        }
        job.text("UserName")
                .ifPresent(user -> draft.remark("UserName=" + user + ": it runs as whoever installs it"
                        + (user.equals("root") ? "; for root, install with --scope system" : "")));
        if (source.isBelow("LaunchDaemons") && job.text("UserName").isEmpty()) {
            draft.remark(Draft.AS_ROOT);
        }
        job.text("GroupName")
                .ifPresent(group -> draft.remark("GroupName=" + group + ": it runs in the user's own group"));
        Set<String> rest = new TreeSet<>(job.keys());
        rest.removeAll(KNOWN);
        OTHER_STARTS.forEach(rest::remove);
        if (!rest.isEmpty()) {
            draft.remark("without equal: " + String.join(", ", rest));
        }
    }

    private String startedBy() {
        Set<String> others = new TreeSet<>(job.keys());
        others.retainAll(OTHER_STARTS);
        if (job.isTrue("RunAtLoad")) {
            others.add("RunAtLoad");
        }
        return others.isEmpty() ? "" : "; it is started by " + String.join(", ", others);
    }

    /**
     * Adds the interval. launchd loses what falls into sleep, and what falls into a run (launchd.plist(5), StartInterval),
     * and counts from the load, when the machine is awake. The draft follows the clock: without catch-up, a daily job
     * whose midnight is always slept through would never run.
     */
    private void addInterval(Draft template, List<Draft> drafts) {
        Optional<Long> seconds = job.whole("StartInterval");
        if (seconds.isEmpty()) {
            return;
        }
        Draft draft = template.fork(
                source.at(job.line("StartInterval")), template.excerpt() + ": every " + seconds.get() + " seconds");
        draft.put("catch-up", "latest").put("overlap", "skip");
        if (seconds.get() < 1 || seconds.get() > Duration.ofDays(366).toSeconds()) {
            draft.obstacle("StartInterval is out of range: " + seconds.get());
        } else {
            draft.every(Duration.ofSeconds(seconds.get()));
            draft.remark("StartInterval counts from when the job was loaded, and loses what falls into sleep; here the"
                    + " times follow the clock, and what was missed is made up for once");
        }
        drafts.add(draft);
    }

    private void addCalendar(Draft template, List<Draft> drafts) {
        Optional<PropertyListElement> value = job.get("StartCalendarInterval");
        if (value.isEmpty()) {
            return;
        }
        List<PropertyListElement> dicts =
                value.get().type().equals("array") ? value.get().children() : List.of(value.get());
        List<CalendarTimes> times = new ArrayList<>();
        List<Draft> strangers = new ArrayList<>();
        for (PropertyListElement dict : dicts) {
            Draft each = template.fork(source.at(dict.line()), template.excerpt() + ": StartCalendarInterval");
            try {
                times.add(CalendarIntervalReader.times(source, dict));
            } catch (NotExpressibleException strange) {
                each.obstacle(strange.getMessage());
                strangers.add(each);
            }
        }
        if (!times.isEmpty()) {
            Draft draft = template.fork(source.at(value.get().line()), template.excerpt() + ": StartCalendarInterval");
            draft.put("catch-up", "latest");
            drafts.addAll(CalendarDrafts.of(draft, times));
        }
        drafts.addAll(strangers);
    }

    /** What a job runs. */
    private record JobCommand(PropertyDictionary job) {

        void addTo(Draft draft) {
            List<String> words = new ArrayList<>(job.texts("ProgramArguments"));
            Optional<String> program = job.text("Program");
            if (program.isPresent() && words.isEmpty()) {
                words.add(program.get());
            } else if (program.isPresent()) {
                if (!program.get().equals(words.get(0))) {
                    draft.remark("Program is started by its own name, not as " + words.get(0));
                }
                words.set(0, program.get());
            }
            if (words.isEmpty() || words.get(0).isBlank()) {
                draft.obstacle("it names no program: neither Program nor ProgramArguments");
                return;
            }
            UnixCommand command = new UnixCommand(words);
            job.text("WorkingDirectory").ifPresent(command::in);
            Map<String, String> variables = job.dictionaryOfTexts("EnvironmentVariables");
            draft.run(command.with(variables).arguments());
        }
    }
}
