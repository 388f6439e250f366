package dev.tickover.host;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.state.History;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The terms of the hosts of an application, as its history shows them: from one lease to its end. */
final class Terms {

    private static final Set<HostChange> ENDS = Set.of(HostChange.DETACHED, HostChange.CRASHED, HostChange.REPLACED);

    private final List<Long> generations = new ArrayList<>();
    private final List<String> overlaps = new ArrayList<>();
    private long open;

    Terms(Installation installed) throws IOException {
        new History(installed.folder()).forEach(line -> {
            if (line.event() instanceof HistoryEvent.HostChanged changed) {
                follow(changed.change(), changed.host().generation());
            }
        });
    }

    private void follow(HostChange change, long generation) {
        if (change == HostChange.ATTACHED) {
            if (open != 0) {
                overlaps.add(generation + " attached while " + open + " was active");
            }
            if (!generations.isEmpty() && generation <= generations.get(generations.size() - 1)) {
                overlaps.add(generation + " attached after " + generations);
            }
            generations.add(generation);
            open = generation;
        } else if (ENDS.contains(change) && (generation == open || isUnrecorded(generation))) {
            open = 0;
        } else if (ENDS.contains(change)) {
            overlaps.add(generation + " " + change.word() + " while " + open + " was active");
        }
    }

    /** One that was killed as soon as it had the lease has no beginning in the history; the one before had ended by then. */
    private boolean isUnrecorded(long generation) {
        return generations.isEmpty() || generation > generations.get(generations.size() - 1);
    }

    /** Returns what shows two hosts as active at a time; empty if at most one ever was. */
    List<String> overlaps() {
        return overlaps;
    }

    /** Returns the generations, in the order in which they were active. */
    List<Long> generations() {
        return generations;
    }
}
