package dev.tickover.installer.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at the logs that launchd appends to for ever. Each sweep cuts one that is longer than a mebibyte; so one that is
 * much longer belongs to a job that prints very much, or to a sweep that stays away.
 */
final class LogCheck implements Check<ExaminedApp> {

    /** Bytes; what a job may print from one sweep to the next without a word about it. */
    static final long MOST = 16L << 20;

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.LOG_LARGE);
    }

    @Override
    public List<Finding> look(ExaminedApp examined) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<Path> folder = examined.app().logs().map(Path::of).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return findings;
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            for (Path file : files.sorted().toList()) {
                long length = examined.machine().files().length(file);
                if (file.toString().endsWith(".log") && length > MOST) {
                    findings.add(examined.finding(
                            CheckId.LOG_LARGE,
                            file + " holds " + (length >> 20) + " MiB; each sweep leaves 1 MiB at most",
                            "let its command print less, or see whether the sweep comes: tickover status "
                                    + examined.app().id()));
                }
            }
        }
        return findings;
    }
}
