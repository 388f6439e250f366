package dev.tickover.host;

import dev.tickover.testing.Installation;
import dev.tickover.testing.SecondLoader;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;

/** A process whose plug-in is reloaded: each time its host is of a class loader of its own. */
public final class ReloadingHost {

    private ReloadingHost() {}

    /** Takes how often to reload, and how many former hosts stay open meanwhile. */
    public static void main(String[] arguments) throws Exception {
        int reloads = Integer.parseInt(arguments[0]);
        int kept = Integer.parseInt(arguments[1]);
        Deque<AutoCloseable> hosts = new ArrayDeque<>();
        for (int i = 1; i <= reloads; i++) {
            hosts.addFirst(attach(i));
            if (hosts.size() > kept + 1) {
                hosts.removeLast().close();
            }
        }
        System.out.println("reloaded");
        while (System.in.read() >= 0) {
            // Only the end counts.
            continue;
        }
        while (!hosts.isEmpty()) {
            hosts.removeFirst().close();
        }
        System.out.println("closed");
    }

    private static AutoCloseable attach(int number) throws Exception {
        // Never closed, as a plug-in's: its threads may still load classes.
        ClassLoader loader = SecondLoader.of(TickHost.class);
        Class<?> hostType = loader.loadClass(TickHost.class.getName());
        Class<?> takeoverType = loader.loadClass(Takeover.class.getName());
        Class<?> handlerType = loader.loadClass(TickHandler.class.getName());
        Object host = hostType.getMethod("attach", String.class, takeoverType)
                .invoke(null, Installation.APP, takeoverType.getField("NOW").get(null));
        long generation = (long) hostType.getMethod("generation").invoke(host);
        Object handler = Proxy.newProxyInstance(loader, new Class<?>[] {handlerType}, (self, method, given) -> {
            System.out.println("tick " + number + " " + given[0]);
            return null;
        });
        hostType.getMethod("onTick", String.class, handlerType).invoke(host, "beat", handler);
        boolean accepted = (boolean)
                hostType.getMethod("wake", String.class, String.class).invoke(host, "beat", "reload:" + number);
        System.out.println("attached " + generation + " " + accepted);
        return (AutoCloseable) host;
    }
}
