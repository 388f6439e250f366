package dev.tickover.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.event.HistorySamples.Sample;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on the history for authors of scripts. */
class HistoryPageTest {

    private static final Path PAGE = Path.of("..", "docs", "history.md");

    /** The source whose Javadoc has the meaning of each cause. */
    private static final Path KINDS = Path.of("src", "main", "java", "dev", "tickover", "event", "Reason.java");

    /** What every event has, and what the place of a line adds; the table of events leaves these out. */
    private static final List<String> COMMON = List.of("at", "schedule", "event", "seq", "prev", "lines");

    private static final Map<String, String> MEMBERS = members("""
            at: when it happened, by the wall clock
            schedule: the schedule's name; absent for an event of the whole application
            event: the event's name
            seq: the number of the change of the schedule's state that recorded the event; each schedule's numbers have no gaps; absent where no state changed
            prev: in the first line of a change: the number of the state that the change was decided on
            lines: in the first line of a change: how many lines it has
            id: the tick's id, the idempotency key: `SCHEDULE@DUE`, and `~ERA` where the clock was set back; in `coalesced` and `skipped` the tick that was started for the due instant before and never ended well
            due: the due instant; for wakes alone the moment of the earliest one; of several due instants the first
            through: the last of several due instants; in `installed` the last due instant accounted for before
            count: how many due instants
            reason: `initial`, `interval`, `cron` or `catch-up` for a due instant; otherwise the reasons of the wakes, separated by commas
            attempt: the number of the delivery, from 1
            wakes: the reasons of the wakes that a tick for a due instant serves too, separated by commas
            lateMs: how long after its due instant the tick started
            missed: for how many further due instants the tick stands
            into: the id of the tick that stands for the due instants
            cause: the kind of the reason, a word of the table below
            why: the reason in words
            until: the end of the pause; absent for a pause without one
            every, everyMs: the interval, as the manifest has it and as a number
            anchor: the instant that the interval counts from
            cron, cronZone: the expression, and its own zone
            dstGap, dstOverlap: what a change of the clocks does to the expression's times
            zone: the machine's zone
            offsetMs: the schedule's splay on this machine
            first: when the first tick is owed: `at-install` or `at-due`
            installedAt: when the schedule was first installed
            from: when the pulse before was
            gapMs: how much the wall clock has moved on since
            asleepMs: how long the machine slept in between; 0 where the system does not report it
            rebooted: whether the machine was booted in between
            clockStepMs: by how much the clock was stepped in between
            upMs: how long the machine is up
            entry: the entry of the OS scheduler: the schedule's name, or `sweep`
            era: the number of the clock's run, from 0: it grows each time the clock is set back so far that due instants come again
            generation: the generation of the host or its lease
            pid: the host's process id
            process: the host's process: its id, its start time and the boot
            socket: the path of the host's socket
            """);

    @Test
    void thePageShowsEveryEventMemberAndCause() throws Exception {
        Path fresh = Path.of("target", "history.md");
        Files.writeString(fresh, page());
        assertEquals(
                Files.readString(fresh),
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                "copy core/target/history.md to docs/ if the change is right");
    }

    private static String page() throws IOException, JsonException {
        StringBuilder text = new StringBuilder("""
                # The history

                `history.jsonl` in an application's state folder records what happened to the application and its
                schedules: one JSON object a line, oldest first. At 4 MiB a new file begins; the older ones are
                `history-N.jsonl` or, packed, `history-N.jsonl.gz`, and a higher N is younger. `tickover history APP --json`
                prints the lines of all files in order, without those that do not count after a crash. The oldest files are
                dropped at 96 MiB; `history.summary` keeps their counts.

                A test makes this page and compares it.

                ## For authors of scripts

                - Read members by name. Pass over members, events and causes that you do not know: later versions may add
                  some. The names on this page keep their meaning.
                - Decide by `event` and `cause`. `why` is for people: any version may word it otherwise.
                - Times are UTC in ISO 8601. A number is whole, and in milliseconds where its name ends in `Ms`. A member
                  that does not apply is absent.
                - A crash can cut a line off. Pass over a line that is not a JSON object.
                - A tick is `fired`, then mostly `delivered`, and ends as `completed` or `failed`, or is `deferred`. A tick
                  that comes again has the same `id` and a higher `attempt`.
                - Each due instant ends once: it is `fired` with `attempt` 1 and a `reason` of a due instant, or it is one of
                  those that a `coalesced`, `skipped` or `missed` names. Where such a line has an `id`, the due instant was
                  `fired` before, and this line is its end instead.
                - The lines of one change of a schedule's state have the same `seq`. A change that a crash cut off has the
                  `seq` of the change that took its place, which comes later: the later one counts.

                ## Events

                Every event has `at`, `event` and, unless it is about the whole application, `schedule`. The table shows the
                other members; those in parentheses are not in every line. Sample lines have no `seq`, `prev` and `lines`.

                | event | recorded when | members | sample |
                | --- | --- | --- | --- |
                """);
        for (Map.Entry<String, List<Sample>> event : byName().entrySet()) {
            Sample first = event.getValue().get(0);
            text.append("| `" + event.getKey() + "` | " + first.when() + " | " + membersOf(event.getValue()) + " | `"
                    + first.line() + "` |\n");
        }
        text.append("""

                ## Members

                | member | meaning |
                | --- | --- |
                """);
        MEMBERS.forEach(
                (names, meaning) -> text.append("| `" + names.replace(", ", "`, `") + "` | " + meaning + " |\n"));
        text.append("""

                ## Causes

                | cause | meaning |
                | --- | --- |
                """);
        causes().forEach((word, meaning) -> text.append("| `" + word + "` | " + meaning + " |\n"));
        return text.toString();
    }

    @Test
    void everyMemberIsExplained() throws JsonException {
        Set<String> used = new TreeSet<>(COMMON);
        for (Sample sample : HistorySamples.ALL) {
            used.addAll(JsonLine.parse(sample.line()).names());
        }
        Set<String> explained = new TreeSet<>();
        MEMBERS.keySet().forEach(names -> explained.addAll(List.of(names.split(", "))));
        assertEquals(used, explained);
    }

    private static Map<String, List<Sample>> byName() {
        Map<String, List<Sample>> byName = new LinkedHashMap<>();
        for (Sample sample : HistorySamples.ALL) {
            byName.computeIfAbsent(EventText.name(sample.event()), name -> new ArrayList<>())
                    .add(sample);
        }
        return byName;
    }

    private static String membersOf(List<Sample> samples) throws JsonException {
        Set<String> all = new LinkedHashSet<>();
        Set<String> always =
                new LinkedHashSet<>(JsonLine.parse(samples.get(0).line()).names());
        for (Sample sample : samples) {
            List<String> names = JsonLine.parse(sample.line()).names();
            all.addAll(names);
            always.retainAll(names);
        }
        all.removeAll(COMMON);
        return String.join(
                ", ",
                all.stream()
                        .map(name -> always.contains(name) ? "`" + name + "`" : "(`" + name + "`)")
                        .toList());
    }

    private static Map<String, String> causes() throws IOException {
        String source = Files.readString(KINDS);
        Map<String, String> causes = new LinkedHashMap<>();
        for (Reason.Kind kind : Reason.Kind.values()) {
            Matcher comment = Pattern.compile("/\\*\\* ([^/]+) \\*/\\s+" + kind.name() + "\\(")
                    .matcher(source);
            causes.put(kind.word(), comment.find() ? comment.group(1) : "");
        }
        return causes;
    }

    private static Map<String, String> members(String lines) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String line : lines.split("\n")) {
            int colon = line.indexOf(": ");
            members.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return members;
    }
}
