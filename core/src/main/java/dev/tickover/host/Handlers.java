package dev.tickover.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows which handler takes the ticks of which schedule. Safe for use by many threads. */
final class Handlers {

    private final Map<String, Registered> current = new HashMap<>();

    synchronized Registration register(String schedule, TickHandler handler) {
        Registered registered = new Registered(schedule, handler);
        current.put(schedule, registered);
        return registered;
    }

    synchronized TickHandler find(String schedule) {
        Registered registered = current.get(schedule);
        return registered == null ? null : registered.handler;
    }

    synchronized List<String> schedules() {
        return List.copyOf(current.keySet());
    }

    private synchronized void remove(Registered registered) {
        // Only its own entry: whoever registered later stays.
        current.remove(registered.schedule, registered);
    }

    private final class Registered implements Registration {
        private final String schedule;
        private final TickHandler handler;

        Registered(String schedule, TickHandler handler) {
            this.schedule = schedule;
            this.handler = handler;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
