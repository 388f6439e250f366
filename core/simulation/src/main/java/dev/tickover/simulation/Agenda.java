package dev.tickover.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Holds what is to happen: at real times, whatever the machine does, or after awake time, which stands still in sleep
 * and ends with the power.
 */
final class Agenda {

    static final long NEVER = Long.MAX_VALUE;

    private static final Comparator<Item> ORDER =
            Comparator.<Item>comparingLong(item -> item.at).thenComparingLong(item -> item.number);

    private final PriorityQueue<Item> real = new PriorityQueue<>(ORDER);
    private final PriorityQueue<Item> awake = new PriorityQueue<>(ORDER);
    private long count;

    /** Is something to happen, which may be called off. */
    static final class Item {
        private final long at;
        private final long number;
        private final Runnable action;
        private boolean calledOff;

        private Item(long at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }

        void callOff() {
            calledOff = true;
        }

        long at() {
            return at;
        }
    }

    Item atRealTime(long millis, Runnable action) {
        return add(real, millis, action);
    }

    Item atAwakeTime(long millis, Runnable action) {
        return add(awake, millis, action);
    }

    private Item add(PriorityQueue<Item> queue, long millis, Runnable action) {
        Item item = new Item(millis, count++, action);
        queue.add(item);
        return item;
    }

    long nextRealTime() {
        return next(real);
    }

    long nextAwakeTime() {
        return next(awake);
    }

    private static long next(PriorityQueue<Item> queue) {
        while (!queue.isEmpty() && queue.peek().calledOff) {
            queue.remove();
        }
        return queue.isEmpty() ? NEVER : queue.peek().at;
    }

    void runNextReal() {
        real.remove().action.run();
    }

    void runNextAwake() {
        awake.remove().action.run();
    }

    void powerFails() {
        awake.clear();
    }
}
