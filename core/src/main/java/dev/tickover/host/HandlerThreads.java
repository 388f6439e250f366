package dev.tickover.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Runs each handler in a thread of its own: a virtual one where the JDK has them ({@code Thread.ofVirtual}, JEP 444, JDK
 * 21), found by reflection since this code runs on JDK 17 too; else a platform thread.
 */
final class HandlerThreads implements Executor {

    private static final String NAME = "tickover-handler";

    private final ThreadFactory threads = threads();

    @Override
    public void execute(Runnable handler) {
        threads.newThread(handler).start();
    }

    private static ThreadFactory threads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method name = type.getMethod("name", String.class);
            return (ThreadFactory) type.getMethod("factory").invoke(name.invoke(builder, NAME));
        } catch (NoSuchMethodException | ClassNotFoundException | IllegalAccessException older) {
            return handler -> new Thread(handler, NAME);
        } catch (InvocationTargetException preview) {
            // JDK 19 and 20 have them as a preview, and refuse.
            return handler -> new Thread(handler, NAME);
        }
    }
}
