package dev.tickover.installer.ledger;

import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Audits a state folder in a JVM of its own, which a test gives little memory. */
final class AuditInSmallMemory {

    private AuditInSmallMemory() {}

    public static void main(String[] arguments) throws IOException {
        Instant now = UtcText.parse(arguments[1]);
        for (ScheduleAudit audit : new Auditor(new AppFolder(new File(arguments[0]))).audit(Optional.empty(), now)) {
            System.out.println(audit.schedule() + " " + audit.counts().get(DueOutcome.RAN) + " " + audit.problemCount()
                    + " " + audit.through().orElseThrow());
        }
    }
}
