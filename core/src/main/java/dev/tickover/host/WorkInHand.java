package dev.tickover.host;

import dev.tickover.machine.Clocks;
import dev.tickover.state.CheckpointStore;
import dev.tickover.state.Fence;
import dev.tickover.state.FencedException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Knows what work is in hand, and lets a tick wait for it. Safe for use by many threads. */
final class WorkInHand {

    private final Clocks clocks;
    private final CheckpointStore checkpoints;
    private final Supplier<Fence> fences;
    private final Runnable whenWorkEnds;
    private final Set<Piece> pieces = new LinkedHashSet<>();

    WorkInHand(Clocks clocks, CheckpointStore checkpoints, Supplier<Fence> fences, Runnable whenWorkEnds) {
        this.clocks = clocks;
        this.checkpoints = checkpoints;
        this.fences = fences;
        this.whenWorkEnds = whenWorkEnds;
    }

    Work begin(String id) {
        Piece piece = new Piece(id);
        synchronized (pieces) {
            pieces.add(piece);
        }
        return piece;
    }

    int count() {
        synchronized (pieces) {
            return pieces.size();
        }
    }

    /** Forgets the work of a term that is over: it can save nothing more, so that nobody waits for it or judges by it. */
    void endTerm() {
        synchronized (pieces) {
            pieces.removeIf(Piece::isOfATerm);
            pieces.notifyAll();
        }
    }

    /** Asks each piece of work for a checkpoint; one that refuses loses what it has not saved. */
    void save() {
        List<Piece> all;
        synchronized (pieces) {
            all = List.copyOf(pieces);
        }
        all.forEach(Piece::checkpoint);
    }

    /** The longest time that a piece of work has gone without progress; zero if there is none. */
    Duration oldestProgress() {
        long now = clocks.awakeNanos();
        long oldest = now;
        synchronized (pieces) {
            for (Piece piece : pieces) {
                oldest = Math.min(oldest, piece.progressAt);
            }
        }
        return Duration.ofNanos(now - oldest);
    }

    /**
     * Waits for the work in hand, then asks what is left for a checkpoint.
     *
     * @return null if the tick may run, else why it must be put off
     */
    String yield(Duration grace) throws InterruptedException {
        for (Piece piece : stillThereAfter(grace)) {
            String refusal = piece.checkpoint();
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private List<Piece> stillThereAfter(Duration grace) throws InterruptedException {
        long end = clocks.awakeNanos() + grace.toNanos();
        synchronized (pieces) {
            while (!pieces.isEmpty()) {
                long left = end - clocks.awakeNanos();
                if (left <= 0) {
                    break;
                }
                pieces.wait(left / 1_000_000 + 1);
            }
            return List.copyOf(pieces);
        }
    }

    private final class Piece implements Work {
        private final String id;
        private volatile long progressAt = clocks.awakeNanos();
        private volatile Checkpoint checkpoint;
        /** That of the first time that this host was the active one while the work went on; null before. */
        private Fence fence = fences.get();

        Piece(String id) {
            this.id = id;
        }

        /** Work that went on before another host took over saves nothing more, though this host is active once more. */
        private synchronized Fence fence() throws NotActiveException {
            fence = fence == null ? fences.get() : fence;
            if (fence == null) {
                throw new NotActiveException("this host stands by: another one is active");
            }
            return fence;
        }

        private synchronized boolean isOfATerm() {
            return fence != null;
        }

        String checkpoint() {
            Checkpoint save = checkpoint;
            if (save == null) {
                return null;
            }
            try {
                save.save();
                return null;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return "work " + id + " was interrupted while saving its checkpoint";
            } catch (Exception refused) {
                return "work " + id + " did not save its checkpoint: " + refused.getMessage();
            }
        }

        @Override
        public void progress() {
            progressAt = clocks.awakeNanos();
        }

        @Override
        public void onCheckpoint(Checkpoint save) {
            checkpoint = save;
        }

        @Override
        public void onCheckpoint(Snapshot snapshot) {
            checkpoint = snapshot == null ? null : () -> save(snapshot.take());
        }

        @Override
        public void save(byte[] state) throws IOException {
            try {
                checkpoints.save(fence(), id, state);
            } catch (FencedException over) {
                throw new NotActiveException(over.getMessage());
            }
            progress();
        }

        @Override
        public void close() {
            synchronized (pieces) {
                if (!pieces.remove(this)) {
                    return;
                }
                pieces.notifyAll();
            }
            forget();
            whenWorkEnds.run();
        }

        private void forget() {
            try {
                checkpoints.remove(fence(), id);
            } catch (IOException | IllegalArgumentException fencedOrNeverSaved) {
                // The work has ended all the same. Whoever is the host now may have begun it again from what was saved.
                return;
            }
        }
    }
}
