package dev.tickover.installer.doctor;

import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.json.JsonLine;
import dev.tickover.state.History;
import java.io.IOException;
import java.nio.file.Files;
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
final class DocumentCheck implements Check<Patient> {

    private static final String JAR = "tickover-core.jar";

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
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path jar = Path.of(patient.app().runtime(), JAR);
        if (!Files.isReadable(jar)) {
            findings.add(patient.fixable(CheckId.RUNTIME_MISSING, jar + " is gone: every tick fails"));
        }
        if (patient.inventory().isPresent()) {
            compare(patient, documents(patient.inventory().get()), findings);
        }
        return findings;
    }

    private static TreeMap<Path, String> documents(Inventory inventory) {
        TreeMap<Path, String> documents = new TreeMap<>();
        inventory.entries().values().forEach(found -> documents.putAll(found.documents()));
        return documents;
    }

    private static void compare(Patient patient, TreeMap<Path, String> there, List<Finding> findings)
            throws IOException {
        ZoneId zone = patient.machine().surroundings().clocks().zone();
        Optional<Path> program = EntryProgram.in(there.values());
        Path javaHome =
                program.flatMap(DocumentCheck::homeOf).orElse(patient.machine().javaHome());
        program.ifPresent(java -> lookAtJava(patient, java, findings::add));
        List<Path> drifted = drifted(patient, there, javaHome, zone);
        if (drifted.isEmpty()) {
            return;
        }
        for (ZoneId former : formerZones(patient)) {
            if (drifted(patient, there, javaHome, former).isEmpty()) {
                findings.add(patient.fixable(
                        CheckId.ZONE_CHANGED,
                        "the entries were made in " + former + ", the machine is in " + zone
                                + " now: pulses come at the wrong times"));
                return;
            }
        }
        drifted.forEach(
                path -> findings.add(patient.fixable(CheckId.ENTRY_DRIFTED, path + " is not as it was installed")));
    }

    private static void lookAtJava(Patient patient, Path java, Consumer<Finding> findings) {
        if (!patient.machine().files().isProgram(java)) {
            findings.accept(patient.fixable(CheckId.JAVA_MOVED, java + " is gone, and the entries call it"));
        } else if (!homeOf(java).equals(Optional.of(patient.machine().javaHome()))) {
            findings.accept(patient.fixable(
                    CheckId.JAVA_DIFFERS,
                    "the entries call " + java + ", this command runs on "
                            + patient.machine().javaHome()));
        }
    }

    /** A program that is in no bin folder is no Java that this program has installed. */
    private static Optional<Path> homeOf(Path java) {
        Path bin = java.getParent();
        return bin != null && bin.getParent() != null && bin.endsWith("bin")
                ? Optional.of(bin.getParent())
                : Optional.empty();
    }

    private static List<Path> drifted(Patient patient, TreeMap<Path, String> there, Path javaHome, ZoneId zone) {
        List<Path> drifted = new ArrayList<>();
        for (Document wanted : patient.translation(javaHome, zone).documents()) {
            String content = there.get(wanted.path());
            if (content != null && !content.equals(wanted.content())) {
                drifted.add(wanted.path());
            }
        }
        return drifted;
    }

    private static List<ZoneId> formerZones(Patient patient) throws IOException {
        TreeSet<String> ids = new TreeSet<>();
        Consumer<JsonLine> zones = event -> {
            if (event.text("event", "").equals("installed") && event.text("zone") != null) {
                ids.add(event.text("zone"));
            }
        };
        new History(patient.folder()).forEach(zones);
        ids.retainAll(ZoneId.getAvailableZoneIds());
        return ids.stream().map(ZoneId::of).toList();
    }
}
