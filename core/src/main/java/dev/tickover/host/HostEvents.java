package dev.tickover.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners what happens in a host. Safe for use by many threads. */
final class HostEvents {

    private final List<Consumer<HostEvent>> listeners = new CopyOnWriteArrayList<>();

    Registration listen(Consumer<HostEvent> listener) {
        // An object of its own: closing one registration of a listener leaves its others.
        Consumer<HostEvent> own = event -> listener.accept(event);
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell(HostEvent event) {
        for (Consumer<HostEvent> listener : listeners) {
            tell(listener, event);
        }
    }

    /** What a listener throws must not keep a tick from its handler or a host from its end. */
    static void tell(Consumer<HostEvent> listener, HostEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException thrown) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }
}
