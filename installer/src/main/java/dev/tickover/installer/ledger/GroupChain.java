package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryLine;
import java.time.Instant;
import java.util.function.Consumer;

/** Checks that the groups of one schedule's events follow each other without a gap, each with all of its lines. */
final class GroupChain {

    private final Consumer<AuditProblem> problems;
    private long sequence = -1;
    private long announced;
    private long met;
    private Instant at = Instant.EPOCH;

    GroupChain(Consumer<AuditProblem> problems) {
        this.problems = problems;
    }

    void resume(long last) {
        sequence = last;
    }

    /** The number of the last group; 0 before the first. */
    long sequence() {
        return Math.max(0, sequence);
    }

    void line(HistoryLine line) {
        if (!line.isGrouped()) {
            return;
        }
        if (line.isFirst()) {
            head(line);
            return;
        }
        if (line.sequence() != sequence) {
            problem(line.event().at(), "the first line of group " + line.sequence() + " is gone");
            sequence = line.sequence();
            announced = 0;
        }
        met++;
    }

    private void head(HistoryLine line) {
        end();
        long former = line.previous();
        if (sequence >= 0 && former != sequence && former != 0) {
            String what = former > sequence
                    ? (former - sequence) + " groups of lines are gone, from group " + (sequence + 1) + " on"
                    : "group " + line.sequence() + " comes after group " + sequence;
            problem(line.event().at(), what);
        }
        sequence = line.sequence();
        announced = line.count();
        met = 1;
        at = line.event().at();
    }

    /** Checks the group that is over. */
    void end() {
        if (announced > 0 && met != announced) {
            problem(at, "group " + sequence + " has " + met + " lines and should have " + announced);
        }
        announced = 0;
    }

    private void problem(Instant when, String what) {
        problems.accept(new AuditProblem(AuditProblem.Kind.LINES, when, when, 0, what));
    }
}
