package dev.tickover.installer.ledger;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.Instant;
import java.util.function.Consumer;

/** Checks that the groups of one schedule's events follow each other without a gap, each with all of its lines. */
final class GroupChain {

    private final Consumer<AuditProblem> problems;
    private long sequence = -1;
    private long announced;
    private long met;
    private String at = "1970-01-01T00:00:00Z";

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

    void line(JsonLine event) {
        if (!event.has("seq")) {
            return;
        }
        if (event.has("prev")) {
            head(event);
            return;
        }
        if (event.number("seq", 0) != sequence) {
            problem(event.text("at", at), "the first line of group " + event.number("seq", 0) + " is gone");
            sequence = event.number("seq", 0);
            announced = 0;
        }
        met++;
    }

    private void head(JsonLine event) {
        end();
        long former = event.number("prev", 0);
        if (sequence >= 0 && former != sequence && former != 0) {
            String what = former > sequence
                    ? (former - sequence) + " groups of lines are gone, from group " + (sequence + 1) + " on"
                    : "group " + event.number("seq", 0) + " comes after group " + sequence;
            problem(event.text("at", at), what);
        }
        sequence = event.number("seq", 0);
        announced = event.number("lines", 1);
        met = 1;
        at = event.text("at", at);
    }

    /** Checks the group that is over. */
    void end() {
        if (announced > 0 && met != announced) {
            problem(at, "group " + sequence + " has " + met + " lines and should have " + announced);
        }
        announced = 0;
    }

    private void problem(String when, String what) {
        Instant instant = UtcText.parse(when);
        problems.accept(new AuditProblem(AuditProblem.Kind.LINES, instant, instant, 0, what));
    }
}
