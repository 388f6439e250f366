package dev.tickover.installer.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at an application's state folder: rights, owners, and files that were set aside as damaged. */
final class StateCheck implements Check<ExaminedApp> {

    /** The longest path a socket address holds everywhere, as the lease has it. */
    private static final int LONGEST_SOCKET_PATH = 103;

    /** As many digits as the generations of a host that is started often come to have. */
    private static final long LARGE_GENERATION = 9_999;

    @Override
    public Set<CheckId> ids() {
        return Set.of(
                CheckId.STATE_UNWRITABLE,
                CheckId.STATE_FOREIGN_OWNER,
                CheckId.STATE_OPEN,
                CheckId.STATE_DAMAGED,
                CheckId.SOCKET_PATH_LONG);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) throws IOException {
        List<Finding> findings = new ArrayList<>();
        FileFacts facts = examined.machine().files();
        List<Path> files = files(examined.path());
        first(files, path -> !facts.isWritable(path) && !path.toString().endsWith(".sock"))
                .ifPresent(path -> findings.add(examined.finding(
                        CheckId.STATE_UNWRITABLE, path + " cannot be written", "chmod -R u+rwX " + examined.path())));
        findForeignOwner(examined, files).ifPresent(findings::add);
        if (facts.isOpenToOthers(examined.path())) {
            findings.add(
                    examined.fixable(CheckId.STATE_OPEN, "others than its owner have rights to " + examined.path()));
        }
        List<Path> damaged = files.stream().filter(StateCheck::isDamaged).toList();
        if (!damaged.isEmpty()) {
            findings.add(examined.fixable(
                    CheckId.STATE_DAMAGED,
                    "set aside as damaged, and replaced by their former content: "
                            + String.join(
                                    ", ", damaged.stream().map(Path::toString).toList())));
        }
        String socket = examined.folder().socket(LARGE_GENERATION).getPath();
        int length = socket.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET_PATH) {
            findings.add(examined.finding(
                    CheckId.SOCKET_PATH_LONG,
                    socket + " has " + length + " bytes, a socket address holds " + LONGEST_SOCKET_PATH
                            + ": sockets are in the folder for temporary files instead",
                    "set TICKOVER_HOME to a folder with a shorter path, and install again"));
        }
        return findings;
    }

    private static Optional<Finding> findForeignOwner(ExaminedApp examined, List<Path> files) {
        Optional<Long> user = examined.machine().platform().environment().userId();
        FileFacts facts = examined.machine().files();
        return user.flatMap(own -> first(
                        files,
                        path -> facts.owner(path)
                                .filter(owner -> !owner.equals(own))
                                .isPresent()))
                .map(path -> examined.finding(
                        CheckId.STATE_FOREIGN_OWNER,
                        path + " belongs to user " + facts.owner(path).orElseThrow() + ", not to you",
                        "sudo chown -R "
                                + examined.machine().platform().environment().user() + " " + examined.path()));
    }

    static boolean isDamaged(Path path) {
        return path.toString().endsWith(".damaged") && Files.isRegularFile(path);
    }

    /** The folder, and what is in it and its folder of schedules; what a fix has put away is left out. */
    static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>(List.of(folder));
        for (Path each : List.of(folder, folder.resolve("schedules"))) {
            if (Files.isDirectory(each)) {
                try (Stream<Path> entries = Files.list(each)) {
                    entries.sorted().forEach(files::add);
                }
            }
        }
        return files;
    }

    private static Optional<Path> first(List<Path> files, java.util.function.Predicate<Path> which) {
        return files.stream().filter(which).findFirst();
    }
}
