package dev.tickover.installer.doctor;

import dev.tickover.backend.EntryComparison;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Translation;
import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.runtime.RuntimeRecord;
import dev.tickover.state.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares the entries' documents with what they would be if they were installed now, and finds out why they differ:
 * another Java, another zone, or a hand.
 */
final class DocumentCheck implements Check<ExaminedApp> {

    @Override
    public Set<CheckId> ids() {
        return Set.of(
                CheckId.RUNTIME_MISSING,
                CheckId.JAVA_MOVED,
                CheckId.JAVA_DIFFERS,
                CheckId.ZONE_CHANGED,
                CheckId.ENTRY_DRIFTED);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path runtime = Path.of(examined.app().runtime());
        Optional<RuntimeRecord> record = RuntimeRecord.read(runtime);
        Optional<String> problem =
                record.isEmpty() ? Optional.of("it is gone") : record.get().problem(runtime);
        problem.ifPresent(what -> findings.add(
                examined.fixable(CheckId.RUNTIME_MISSING, runtime + ": " + what + ", so every tick fails")));
        if (examined.inventory().isPresent() && record.isPresent()) {
            compare(examined, examined.inventory().get(), findings);
        }
        return findings;
    }

    private static void compare(ExaminedApp examined, Inventory there, List<Finding> findings) throws IOException {
        ZoneId zone = examined.machine().platform().clocks().zone();
        TreeMap<Path, String> documents = new TreeMap<>();
        there.entries().values().forEach(found -> documents.putAll(found.documents()));
        Optional<Path> program = EntryProgram.in(documents.values());
        program.ifPresent(java -> lookAtJava(examined, java, findings::add));
        List<Path> drifted = drifted(examined, there, program, zone);
        if (drifted.isEmpty()) {
            return;
        }
        for (ZoneId former : formerZones(examined)) {
            if (drifted(examined, there, program, former).isEmpty()) {
                findings.add(examined.fixable(
                        CheckId.ZONE_CHANGED,
                        "the entries were made in " + former + ", the machine is in " + zone
                                + " now: pulses come at the wrong times"));
                return;
            }
        }
        drifted.forEach(
                path -> findings.add(examined.fixable(CheckId.ENTRY_DRIFTED, path + " is not as it was installed")));
    }

    private static void lookAtJava(ExaminedApp examined, Path java, Consumer<Finding> findings) {
        if (!examined.machine().files().isProgram(java)) {
            findings.accept(examined.fixable(CheckId.JAVA_MOVED, java + " is gone, and the entries call it"));
        } else if (!examined.command().map(command -> command.get(0)).equals(Optional.of(java.toString()))
                && !isWindowed(java)) {
            findings.accept(examined.fixable(
                    CheckId.JAVA_DIFFERS,
                    "the entries call " + java + ", their tick runtime was made for "
                            + examined.command().orElseThrow().get(0)));
        }
    }

    /** Windows runs the same Java's program without a console. */
    private static boolean isWindowed(Path java) {
        return String.valueOf(java.getFileName()).startsWith("javaw");
    }

    private static List<Path> drifted(ExaminedApp examined, Inventory there, Optional<Path> program, ZoneId zone) {
        List<Path> drifted = new ArrayList<>();
        for (Translation.Entry wanted : examined.translation(program, zone).entries()) {
            drifted.addAll(EntryComparison.of(wanted.documents(), there.entry(wanted.name()))
                    .drifted());
        }
        return drifted;
    }

    private static List<ZoneId> formerZones(ExaminedApp examined) throws IOException {
        TreeSet<String> ids = new TreeSet<>();
        new History(examined.folder()).forEach(line -> {
            if (line.event() instanceof HistoryEvent.Installed installed) {
                ids.add(installed.rule().zone().getId());
            }
        });
        return ids.stream().map(ZoneId::of).toList();
    }
}
