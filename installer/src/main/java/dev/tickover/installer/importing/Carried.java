package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.Origin;
import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one entry of a source.
 *
 * @param origin where it is
 * @param format the format of its source
 * @param excerpt what it says, in short
 * @param name the name of its schedule
 * @param lines the lines of its schedule's table, as far as they are known
 * @param recurrence when its schedule is due; empty if it could not be carried over
 * @param command what its schedule runs; empty if that is not known
 * @param remarks what did not carry over with it
 * @param obstacle why it could not be carried over; empty if it was
 */
public record Carried(
        Origin origin,
        String format,
        String excerpt,
        String name,
        List<String> lines,
        Optional<Recurrence> recurrence,
        List<String> command,
        List<String> remarks,
        Optional<String> obstacle) {

    /** One argument is at most 32 pages of 4 KiB on Linux ({@code execve(2)}, MAX_ARG_STRLEN), its end included. */
    private static final int LONGEST_ARGUMENT = 131_071;

    /** Copies the lists. */
    public Carried {
        lines = List.copyOf(lines);
        command = List.copyOf(command);
        remarks = List.copyOf(remarks);
    }

    /** {@return whether a schedule came of it} */
    public boolean isCarried() {
        return obstacle.isEmpty();
    }

    /** Names the draft and has the manifest reader judge it: what that refuses is not carried over. */
    static Carried of(Draft draft, String format, ScheduleNames names) {
        String name = names.next(draft.nameHint());
        if (draft.command().stream().anyMatch(argument -> argument.length() > LONGEST_ARGUMENT)) {
            draft.obstacle("an argument of more than 128 KiB, which no Linux passes to a program");
        }
        if (draft.obstacles().isPresent()) {
            return of(draft, format, name, Optional.empty());
        }
        ManifestResult result = judge(name, draft);
        if (result instanceof ManifestResult.Invalid && draft.texts().containsKey("splay")) {
            draft.drop("splay");
            draft.remark("a random delay longer than the distance of two due instants has no equal: splay left out");
            result = judge(name, draft);
        }
        return of(draft, format, name, schedule(result, draft));
    }

    private static Carried of(Draft draft, String format, String name, Optional<Schedule> schedule) {
        return new Carried(
                draft.origin(),
                format,
                draft.excerpt(),
                name,
                ManifestText.lines(draft),
                schedule.map(Schedule::recurrence),
                draft.command(),
                draft.remarks(),
                draft.obstacles());
    }

    private static ManifestResult judge(String name, Draft draft) {
        List<String> lines = new ArrayList<>(List.of("[app]", "id = \"judge\"", "[schedule." + name + "]"));
        lines.addAll(ManifestText.lines(draft));
        return new ManifestReader().read(String.join("\n", lines), "manifest");
    }

    private static Optional<Schedule> schedule(ManifestResult result, Draft draft) {
        if (result instanceof ManifestResult.Invalid invalid) {
            invalid.errors().forEach(error -> draft.obstacle(error.problem()));
            return Optional.empty();
        }
        App app = ((ManifestResult.Valid) result).app();
        Schedule schedule = app.schedules().get(0);
        if (!schedule.run().equals(draft.command())) {
            draft.obstacle("its command holds a character that no manifest can");
            return Optional.empty();
        }
        return Optional.of(schedule);
    }
}
